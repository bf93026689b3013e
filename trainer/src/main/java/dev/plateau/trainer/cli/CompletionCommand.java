package dev.plateau.trainer.cli;

import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.training.Experiment;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The trainer's part of {@code plateau completion}: the launcher lets the collector print the rest
 * behind it.
 */
@Command(
    name = "completion",
    description = "Prints the trainer's part of a shell's completion.",
    hidden = true)
final class CompletionCommand implements Callable<Integer> {
  private static final String NAME = "plateau_trainer";

  /** Shells that can be served. The script sees for itself in which of them it is read. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command up");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("# Completion of plateau for " + shell + ".");
    out.println(withNegatives(AutoComplete.bash(NAME, Main.commandLine())));
    out.println("_" + NAME + "_verbs='" + verbs() + "'");
    out.flush();
    return 0;
  }

  /** Picocli's script leaves out the second name of options that can be negated. */
  private static String withNegatives(String script) {
    String completed = script;
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.negatable()) {
          String name = option.longestName();
          String negative =
              command.getNegatableOptionTransformer().makeNegative(name, command.getCommandSpec());
          completed = completed.replace("'" + name + "'", "'" + name + "' '" + negative + "'");
        }
      }
    }
    return completed;
  }

  private static String verbs() {
    return Main.commandLine().getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(verb -> !verb.usageMessage().hidden())
        .map(CommandSpec::name)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The experiments' names, for shells that complete them. */
  static final class ExperimentNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Experiments.all().stream().map(Experiment::name).iterator();
    }
  }
}
