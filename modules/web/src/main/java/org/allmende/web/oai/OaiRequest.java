package org.allmende.web.oai;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A request to the OAI-PMH repository: a verb and the arguments it takes, each at most once.
///
/// @param arguments by name, the verb not among them
record OaiRequest(Verb verb, Map<String, String> arguments) {

  private static final int MOST_ARGUMENTS = 10;
  private static final int LONGEST = 4_000;
  private static final String TOKEN = "resumptionToken";
  private static final String LIST = "from until set " + TOKEN;

  OaiRequest {
    arguments = Map.copyOf(arguments);
  }

  /// The six verbs.
  enum Verb {
    IDENTIFY("Identify", "", ""),
    LIST_METADATA_FORMATS("ListMetadataFormats", "", "identifier"),
    LIST_SETS("ListSets", "", TOKEN),
    GET_RECORD("GetRecord", "identifier metadataPrefix", ""),
    LIST_IDENTIFIERS("ListIdentifiers", "metadataPrefix", LIST),
    LIST_RECORDS("ListRecords", "metadataPrefix", LIST);

    private final String word;
    private final String required;
    private final String optional;

    /// @param required the arguments it needs, parted by blanks
    /// @param optional those it takes besides
    Verb(String word, String required, String optional) {
      this.word = word;
      this.required = required;
      this.optional = optional;
    }

    String word() {
      return word;
    }

    private static Optional<Verb> of(String word) {
      return Stream.of(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    private boolean takes(String name) {
      return required().contains(name) || List.of(optional.split(" ", -1)).contains(name);
    }

    private List<String> required() {
      return required.isEmpty() ? List.of() : List.of(required.split(" ", -1));
    }
  }

  /// @throws OaiProblem when it is none
  static OaiRequest read(HttpServletRequest request) {
    Map<String, String[]> given = parameters(request);
    String[] verbs = given.getOrDefault("verb", new String[0]);
    if (verbs.length != 1) {
      throw OaiProblem.badVerb("There has to be one verb.");
    }
    Verb verb = Verb.of(verbs[0]).orElseThrow(() -> OaiProblem.badVerb("There is no such verb."));
    var arguments = new LinkedHashMap<String, String>();
    given.forEach((name, values) -> {
      if (!name.equals("verb")) {
        arguments.put(name, one(verb, name, values));
      }
    });
    check(verb, arguments);
    return new OaiRequest(verb, arguments);
  }

  private static Map<String, String[]> parameters(HttpServletRequest request) {
    try {
      return request.getParameterMap();
    } catch (IllegalStateException _) {
      throw OaiProblem.badArgument("The arguments cannot be read.");
    }
  }

  private static String one(Verb verb, String name, String[] values) {
    if (!verb.takes(name)) {
      throw OaiProblem.badArgument("This verb does not take one of these arguments.");
    }
    if (values.length != 1) {
      throw OaiProblem.badArgument("An argument may be given once: " + name);
    }
    if (values[0].length() > LONGEST) {
      throw OaiProblem.badArgument("An argument is too long: " + name);
    }
    return values[0];
  }

  private static void check(Verb verb, Map<String, String> arguments) {
    if (arguments.size() > MOST_ARGUMENTS) {
      throw OaiProblem.badArgument("These are too many arguments.");
    }
    if (arguments.containsKey(TOKEN)) {
      if (arguments.size() > 1) {
        throw OaiProblem.badArgument("resumptionToken stands alone.");
      }
      return;
    }
    for (String name : verb.required()) {
      if (arguments.getOrDefault(name, "").isEmpty()) {
        throw OaiProblem.badArgument("An argument is missing: " + name);
      }
    }
  }

  String argument(String name) {
    return arguments.getOrDefault(name, "");
  }

  /// The token of a list that goes on; empty where one begins.
  String token() {
    return argument(TOKEN);
  }
}
