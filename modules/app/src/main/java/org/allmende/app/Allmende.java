package org.allmende.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.stream.XMLInputFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/// The program: one command line for everything.
@Command(
    name = "allmende",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Serve.class,
      Demo.class,
      Rehearse.class,
      Inspect.class,
      Import.class,
      HarvestCommand.class,
      Validate.class,
      Query.class,
      Search.class,
      Export.class,
      Reindex.class,
      BackupCommand.class,
      RestoreCommand.class,
      Promote.class,
      Compact.class,
      Erase.class,
      Move.class,
      DoctorCommand.class,
      TenantCommand.class,
      PersonCommand.class,
      TokenCommand.class,
      HelpCommand.class
    })
public final class Allmende implements Callable<Integer> {

  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene.internal.vectorization");

  static {
    // A reader of spreadsheets brings another XML parser; RDF/XML keeps the JDK's, which is
    // hardened.
    System.setProperty(
        "javax.xml.stream.XMLInputFactory",
        XMLInputFactory.newDefaultFactory().getClass().getName());
    // The guarded way out connects to a number and says in the header which host is meant; Java
    // looks at this once, when the first client is made.
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    // Says at every start that a module still in incubation would make it faster.
    LUCENE.setLevel(Level.SEVERE);
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  /// Runs a command and ends the process with its exit code, unless it goes on serving.
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /// The whole command line, as it is run and documented.
  public static CommandLine commandLine() {
    var line = new CommandLine(new Allmende());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setResourceBundle(Words.bundle());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionStrategy(Allmende::execute);
    line.setExecutionExceptionHandler((e, command, _) -> failed(e, command));
    return line;
  }

  /// What was set is looked at before any command that works on data; help is given in any case.
  private static int execute(ParseResult said) {
    Integer help = CommandLine.executeHelpRequest(said);
    if (help != null) {
      return help;
    }
    try {
      SettingsCheck.require();
    } catch (Exit e) {
      return failed(e, said.commandSpec().commandLine());
    }
    return new RunLast().execute(said);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), Words.of("command.missing"));
  }

  private static int failed(Exception e, CommandLine command) {
    if (e instanceof ParameterException wrong) {
      command.getErr().println(wrong.getMessage());
      return Exit.USAGE;
    }
    Exit exit = Exit.of(e);
    if (exit != null) {
      command.getErr().println("allmende: " + exit.getMessage());
      return exit.code();
    }
    command.getErr().println(Words.of("internal", e));
    e.printStackTrace(command.getErr());
    return Exit.INTERNAL;
  }
}
