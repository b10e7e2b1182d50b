package org.allmende.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of one file, wherever they are kept.
public interface Bytes {

  /// How many there are.
  long size() throws IOException;

  /// A file on this machine that holds them, never to be written to. What is kept elsewhere is
  /// fetched first and may be pushed out later, so that it is better to ask again than to remember.
  Path path();

  /// Some of them, to be handed on rather than understood.
  ///
  /// @param from how many to leave out at the beginning
  /// @param length how many to give
  InputStream open(long from, long length) throws IOException;

  /// Bytes that lie in a file of this machine.
  record Local(Path path) implements Bytes {

    @Override
    public long size() throws IOException {
      return Files.size(path);
    }

    @Override
    public InputStream open(long from, long length) throws IOException {
      var channel = Files.newByteChannel(path);
      try {
        return new Portion(Channels.newInputStream(channel.position(from)), length);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }
  }
}
