package org.allmende.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.allmende.testkit.Folders;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandsPageTest {

  private static final Set<String> EVERYWHERE =
      Set.of("--help", "--version", "--data", "--json", "--quiet");

  @Test
  void everyCommandAndOptionStandsOnThePage() throws IOException {
    String page =
        Files.readString(Folders.root().resolve("modules/handbook/src/main/handbook/commands.md"));
    var missing = new ArrayList<String>();
    for (CommandLine command : Allmende.commandLine().getSubcommands().values()) {
      String name = command.getCommandName();
      if (!name.equals("help") && !page.contains("`" + name + "`")) {
        missing.add(name);
      }
      options(command, page, missing);
      for (CommandLine below : command.getSubcommands().values()) {
        options(below, page, missing);
      }
    }
    assertEquals(List.of(), missing);
  }

  private static void options(CommandLine command, String page, List<String> missing) {
    for (var option : command.getCommandSpec().options()) {
      if (!EVERYWHERE.contains(option.longestName()) && !page.contains(option.longestName())) {
        missing.add(command.getCommandName() + " " + option.longestName());
      }
    }
  }
}
