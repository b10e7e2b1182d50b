package org.allmende.intake.formats;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Whether a text is JSON. It is never held: only its tokens are passed over, to a bounded depth.
public final class JsonText {

  /// For tables in JSON: nothing of a document is held but the value that is read.
  static final JsonFactory FACTORY = new JsonFactory();

  private static final int ENOUGH = 50;

  private JsonText() {}

  /// Whether the beginning of a text is the beginning of JSON: at least a few tokens, the first of
  /// which is `{` or `[`.
  public static boolean begins(String start) {
    int tokens = 0;
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), start)) {
      while (tokens < ENOUGH && parser.nextToken() != null) {
        tokens++;
      }
      return tokens >= 2;
    } catch (UnexpectedEndOfInputException e) {
      return tokens >= 2;
    } catch (JacksonException e) {
      return false;
    }
  }

  /// What is wrong with a text that should be JSON, or JSON values one after the other; null where
  /// nothing is.
  public static @Nullable String fault(Reader text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      var location = e.getLocation();
      return location == null
          ? "JSON"
          : "JSON, " + location.getLineNr() + ":" + location.getColumnNr();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
