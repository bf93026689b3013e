package dev.plateau.collector.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code plateau completion}: the collector's part of a shell's completion, and what chooses
 * between it and the trainer's, which the launcher lets the trainer print before.
 */
@Command(
    name = "completion",
    description = {
      "Prints a script that makes a shell complete verbs, options and experiments.",
      "For this shell: eval \"$(plateau completion bash)\"",
      "For all: plateau completion bash > ~/.local/share/bash-completion/completions/plateau"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private static final String NAME = "plateau_collector";
  private static final String WRAPPER = "completion.bash";

  /** Shells that can be served. The script sees for itself in which of them it is read. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println("# Completion of plateau for " + shell + ".");
    out.println(AutoComplete.bash(NAME, Main.commandLine()));
    out.println("_" + NAME + "_verbs='" + verbs() + "'");
    try (InputStream wrapper = CompletionCommand.class.getResourceAsStream(WRAPPER)) {
      if (wrapper == null) {
        throw new IOException("the jar has no " + WRAPPER + "; build it anew: 'plateau build'");
      }
      out.print(new String(wrapper.readAllBytes(), StandardCharsets.UTF_8));
    }
    out.flush();
    return 0;
  }

  private static String verbs() {
    return Main.commandLine().getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(verb -> !verb.usageMessage().hidden())
        .map(CommandSpec::name)
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
