package org.allmende.web.oai;

/// Why a request is not answered, in the words of
/// [OAI-PMH](https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions).
final class OaiProblem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;

  private OaiProblem(String code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  static OaiProblem badVerb(String message) {
    return new OaiProblem("badVerb", message);
  }

  static OaiProblem badArgument(String message) {
    return new OaiProblem("badArgument", message);
  }

  static OaiProblem badToken() {
    return new OaiProblem("badResumptionToken", "This is no resumption token of this repository.");
  }

  static OaiProblem unknownFormat() {
    return new OaiProblem("cannotDisseminateFormat", "The formats are dcat_ap and oai_dc.");
  }

  static OaiProblem unknownRecord() {
    return new OaiProblem("idDoesNotExist", "There is no record with this identifier.");
  }

  static OaiProblem nothing() {
    return new OaiProblem("noRecordsMatch", "Nothing matches.");
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  /// Whether the request is told without its arguments.
  boolean isBadRequest() {
    return code.equals("badVerb") || code.equals("badArgument");
  }
}
