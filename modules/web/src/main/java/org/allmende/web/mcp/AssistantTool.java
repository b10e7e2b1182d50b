package org.allmende.web.mcp;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Something an assistant may do here. None changes anything, and every answer is bounded.
interface AssistantTool {

  /// By which it is called.
  String name();

  /// For the people who decide whether it may be called.
  String title();

  /// For the assistant that decides whether to call it.
  String purpose();

  /// The parameters by name, each with its JSON schema.
  Map<String, Object> parameters();

  /// The parameters that must be given.
  List<String> required();

  /// Answers with what can be said in JSON.
  ///
  /// @throws org.allmende.web.http.Problem when the question cannot be answered as asked
  Object answer(Arguments arguments) throws IOException;
}
