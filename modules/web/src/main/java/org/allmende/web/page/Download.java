package org.allmende.web.page;

/// A form in which data or description can be had.
///
/// @param format code or URI of the file type; empty when unknown
/// @param title what it is
/// @param note size, rows and the like
/// @param href where; empty where the address may not become a link
/// @param address as it was given
/// @param elsewhere whether it lies on another server
public record Download(
    String format, String title, String note, String href, String address, boolean elsewhere) {}
