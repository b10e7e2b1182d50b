package org.allmende.web.clerk;

/// How large an uploaded file may be.
///
/// @param bytes the most bytes of one file
public record UploadLimit(long bytes) {}
