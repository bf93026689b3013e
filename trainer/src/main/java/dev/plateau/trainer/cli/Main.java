package dev.plateau.trainer.cli;

import dev.plateau.publisher.InvalidSettingException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The trainer's commands. Exit codes: 0 done, 1 failed, 2 not understood. */
@Command(
    name = "plateau",
    description = "Watches neural networks train.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      TrainCommand.class,
      ExperimentsCommand.class,
      PipeCommand.class,
      MeasureCommand.class,
      CompletionCommand.class
    })
public final class Main {
  private static final String LOGGING = "log4j2.configurationFile";

  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "classpath:plateau-trainer-log4j2.xml");
    }
    System.exit(commandLine().execute(args));
  }

  /** All commands; errors that a person can mend are one sentence on stderr. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::notUnderstood)
        .setExecutionExceptionHandler(Main::failed);
  }

  private static int notUnderstood(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("plateau: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) throws Exception {
    // What Kafka's clients are told is checked only when the run starts.
    if (e instanceof InvalidSettingException) {
      return notUnderstood(new ParameterException(command, e.getMessage(), e), new String[0]);
    }
    if (!(e instanceof CommandFailedException)) {
      throw e;
    }
    command.getErr().println("plateau: " + e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"plateau " + (version == null ? "(unpacked)" : version)};
    }
  }
}
