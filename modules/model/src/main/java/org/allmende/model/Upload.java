package org.allmende.model;

import java.nio.file.Path;
import java.util.List;

/// Bytes that somebody gave us, stored once under their hash. Name and folders are what the giver
/// called them: metadata, never a path of ours.
///
/// @param name the original file name, without folders
/// @param folders the folders it lay in, outermost first; they often say what it is about
/// @param mediaType what the giver said it is; `application/octet-stream` when nothing was said
/// @param sha256 the hash of the bytes
/// @param size the number of bytes
/// @param bytes where they can be read
/// @param declared what a descriptor that came with it declares about its tables
/// @param told how a person says it is to be read
public record Upload(
    String name,
    List<String> folders,
    String mediaType,
    Sha256 sha256,
    long size,
    Bytes bytes,
    List<DeclaredTable> declared,
    Told told) {

  public Upload {
    folders = List.copyOf(folders);
    declared = List.copyOf(declared);
  }

  /// A file that came without a descriptor.
  public Upload(
      String name, List<String> folders, String mediaType, Sha256 sha256, long size, Path path) {
    this(name, folders, mediaType, sha256, size, new Bytes.Local(path));
  }

  /// A file that came without a descriptor.
  public Upload(
      String name, List<String> folders, String mediaType, Sha256 sha256, long size, Bytes bytes) {
    this(name, folders, mediaType, sha256, size, bytes, List.of(), Told.NOTHING);
  }

  /// Where the bytes can be read on this machine; never written to.
  public Path path() {
    return bytes.path();
  }

  /// The same file with what is declared about its tables.
  public Upload declaring(List<DeclaredTable> tables) {
    return new Upload(name, folders, mediaType, sha256, size, bytes, tables, told);
  }

  /// The same file with how it is to be read.
  public Upload telling(Told other) {
    return new Upload(name, folders, mediaType, sha256, size, bytes, declared, other);
  }
}
