package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogTest {

  private static final String HOSTILE = "A link: x\r\n2026-01-01 INFO all is well\u001b[2J";

  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws Exception {
    context.setMDCAdapter(new LogbackMDCAdapter());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogTest.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private LoggingEvent event(String message) {
    var logger = context.getLogger("org.allmende.test");
    return new LoggingEvent("", logger, Level.WARN, message, null, null);
  }

  private String line(ILoggingEvent event) {
    var appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("stderr");
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void theNumberOfARequestStandsInItsLine() {
    var event = event("it failed");
    event.setMDCPropertyMap(Map.of("trace", "12ab-34cd"));
    String line = line(event);
    assertTrue(line.contains(" [12ab-34cd] it failed"), line);
  }

  @Test
  void nobodyWritesALineOfTheLogByWhatTheySend() {
    String line = line(event(HOSTILE));
    assertEquals(1, line.lines().count(), line);
    assertTrue(
        line.endsWith("A link: x  2026-01-01 INFO all is well [2J" + System.lineSeparator()));
    assertTrue(
        line.matches(
            "(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) WARN .*"),
        line);
  }
}
