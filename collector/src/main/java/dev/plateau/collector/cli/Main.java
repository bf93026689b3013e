package dev.plateau.collector.cli;

import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The collector's commands. Exit codes: 0 done, 1 failed, 2 not understood. */
@Command(
    name = "plateau",
    description = "Watches neural networks train.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    scope = ScopeType.INHERIT,
    subcommands = {
      ArchiveCommand.class,
      BrokerCommand.class,
      CollectCommand.class,
      CompareCommand.class,
      CompletionCommand.class,
      DeleteCommand.class,
      DemoCommand.class,
      DetectorCommand.class,
      DoctorCommand.class,
      EventsCommand.class,
      ExportCommand.class,
      ReplayCommand.class,
      ReproduceCommand.class,
      RunsCommand.class,
      ShowCommand.class,
      TailCommand.class,
      VerifyCommand.class
    })
public final class Main {
  private static final String LOGGING = "log4j2.configurationFile";

  private Main() {}

  /** Runs one command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "classpath:plateau-collector-log4j2.xml");
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
    err.println(e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) throws Exception {
    if (!(e instanceof IOException)) {
      throw e;
    }
    command.getErr().println(e.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}
