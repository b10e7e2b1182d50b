package org.allmende.web.clerk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.allmende.catalog.descriptors.HandedOver;
import org.allmende.catalog.store.FileStore;
import org.allmende.model.Upload;
import org.allmende.web.http.FileName;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/// Takes in the files that a form sends.
public final class FormFiles {

  private static final int MOST = 50;

  private final FileStore files;
  private final long limit;

  /// @param limit the largest file taken, in bytes
  public FormFiles(FileStore files, long limit) {
    this.files = files;
    this.limit = limit;
  }

  /// The files, stored, and what descriptors among them say; none where none was chosen, or too
  /// many.
  HandedOver receive(@Nullable List<MultipartFile> given) throws IOException {
    List<MultipartFile> parts =
        given == null ? List.of() : given.stream().filter(FormFiles::isFile).toList();
    var uploads = new ArrayList<Upload>();
    if (parts.size() <= MOST) {
      for (MultipartFile part : parts) {
        uploads.add(receive(part));
      }
    }
    return HandedOver.of(uploads);
  }

  private static boolean isFile(MultipartFile part) {
    String name = part.getOriginalFilename();
    return name != null && !name.isBlank();
  }

  private Upload receive(MultipartFile part) throws IOException {
    String type = part.getContentType();
    try (InputStream bytes = part.getInputStream()) {
      return files.receive(
          bytes,
          FileName.of(String.valueOf(part.getOriginalFilename())),
          List.of(),
          type == null ? "application/octet-stream" : type,
          limit);
    }
  }

  /// The largest file taken, in bytes.
  long limit() {
    return limit;
  }
}
