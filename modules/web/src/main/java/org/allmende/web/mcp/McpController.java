package org.allmende.web.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.allmende.catalog.asking.RowEngine;
import org.allmende.catalog.asking.SearchIndex;
import org.allmende.catalog.asking.SparqlEndpoint;
import org.allmende.catalog.browsing.Browsing;
import org.allmende.catalog.said.Json;
import org.allmende.model.Addresses;
import org.allmende.model.Text;
import org.allmende.web.frame.ProblemAdvice;
import org.allmende.web.frame.ProblemWriter;
import org.allmende.web.http.Problem;
import org.allmende.web.http.Trouble;
import org.allmende.web.page.Words;
import org.allmende.web.rows.DatasetTables;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The [Model Context Protocol](https://modelcontextprotocol.io/specification/2025-06-18) over
/// HTTP, without sessions: each request is answered for itself. What assistants may do here are the
/// tools, and none of them changes anything.
@RestController
public final class McpController {

  private static final System.Logger LOG = System.getLogger(McpController.class.getName());
  private static final int LONGEST_REQUEST = 256 * 1024;
  private static final ToolAnnotations READ_ONLY =
      ToolAnnotations.builder()
          .readOnlyHint(true)
          .destructiveHint(false)
          .idempotentHint(true)
          .openWorldHint(false)
          .build();
  private static final String INSTRUCTIONS =
      """
      Open data of German municipalities. Search datasets first, then describe one: the description \
      says what each column means, its unit, and how much of it is missing. Where it leaves open \
      what a column means, do not guess. Then ask the rows of a table. Name publisher, licence and \
      the day of the data whenever you use them.\
      """;

  private final McpJsonMapper json = new JacksonMcpJsonMapper(Json.foreign());
  private final HttpServletStatelessServerTransport transport;
  private final ProblemWriter problems;

  McpController(
      SearchIndex index,
      SparqlEndpoint endpoint,
      RowEngine rows,
      Browsing browsing,
      DatasetTables tables,
      Addresses addresses,
      ProblemWriter problems) {
    this.problems = problems;
    transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(json)
            .messageEndpoint("/mcp")
            .maxRequestSize(LONGEST_REQUEST)
            .build();
    var published = new PublishedTables(browsing, tables, addresses);
    McpServer.sync(transport)
        .jsonMapper(json)
        .serverInfo("allmende", "1")
        .instructions(INSTRUCTIONS)
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .immediateExecution(true)
        .tools(
            specification(new SearchTool(index, addresses)),
            specification(new DescribeTool(published)),
            specification(new RowsTool(published, rows)),
            specification(new SparqlTool(endpoint)))
        .build();
  }

  @PostMapping("/mcp")
  void answer(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    transport.service(request, response);
  }

  private SyncToolSpecification specification(AssistantTool tool) {
    return SyncToolSpecification.builder()
        .tool(
            Tool.builder(tool.name(), Schema.of(tool))
                .title(tool.title())
                .description(tool.purpose())
                .annotations(READ_ONLY)
                .build())
        .callHandler((_, call) -> result(tool, call.arguments()))
        .build();
  }

  /// What cannot be answered is a result too, which an assistant can read and mend.
  private CallToolResult result(AssistantTool tool, Map<String, Object> arguments) {
    try {
      Object answer = tool.answer(new Arguments(arguments == null ? Map.of() : arguments));
      return CallToolResult.builder()
          .addTextContent(json.writeValueAsString(answer))
          .structuredContent(answer)
          .isError(false)
          .build();
    } catch (IOException | RuntimeException e) {
      return refused(ProblemAdvice.told(e).orElseGet(() -> broken(tool, e)));
    }
  }

  private Problem broken(AssistantTool tool, Exception e) {
    LOG.log(System.Logger.Level.ERROR, "no answer of " + tool.name(), e);
    problems.count(Trouble.INTERNAL);
    return Problem.of(Trouble.INTERNAL);
  }

  private static CallToolResult refused(Problem problem) {
    return CallToolResult.builder()
        .textContent(List.of(said(problem, "en"), said(problem, "de")))
        .isError(true)
        .build();
  }

  private static String said(Problem problem, String language) {
    Text detail = problem.detail();
    return detail == null ? problem.kind().explanation(Words.of(language)) : detail.in(language);
  }
}
