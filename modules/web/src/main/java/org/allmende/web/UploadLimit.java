package org.allmende.web;

/// How large an uploaded file may be.
///
/// @param bytes the most bytes of one file
record UploadLimit(long bytes) {}
