package org.allmende.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One connection that asks again and again, at little cost for whoever asks: what is measured is
/// the server, on the same processors.
final class Wire implements AutoCloseable {

  private final int port;
  private final String accept;
  private final StringBuilder line = new StringBuilder();
  private Socket socket;
  private InputStream in;

  Wire(int port) throws IOException {
    this(port, "application/json");
  }

  /// @param accept the media type that is asked for
  Wire(int port, String accept) throws IOException {
    this.port = port;
    this.accept = accept;
    socket = connected();
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  private Socket connected() throws IOException {
    var connected = new Socket(InetAddress.getLoopbackAddress(), port);
    connected.setTcpNoDelay(true);
    return connected;
  }

  /// Some servers end a connection after so many requests.
  private void connectAgain() throws IOException {
    socket.close();
    socket = connected();
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /// The body of the answer, which must be a good one.
  byte[] get(String path) throws IOException {
    String head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    int length = -1;
    boolean ends = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String low = header.toLowerCase(Locale.ROOT);
      ends |= low.startsWith("connection:") && low.contains("close");
      if (low.startsWith("content-length:")) {
        length = Integer.parseInt(low.substring("content-length:".length()).strip());
      }
    }
    byte[] body = length >= 0 ? exactly(length) : chunks();
    if (!status.contains(" 200")) {
      throw new IOException(path + ": " + status + " " + new String(body, StandardCharsets.UTF_8));
    }
    if (ends) {
      connectAgain();
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    var body = new java.io.ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.write(exactly(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ended early");
    }
    return bytes;
  }

  private String line() throws IOException {
    line.setLength(0);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the answer ended early");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
