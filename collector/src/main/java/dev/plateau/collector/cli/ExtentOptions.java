package dev.plateau.collector.cli;

import dev.plateau.collector.reproduce.Extent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how much of figures is run, and on which data. */
final class ExtentOptions {
  @Option(
      names = "--quick",
      description = "Fewer steps and seeds, same settings: minutes instead of hours.")
  private boolean quick;

  @Option(
      names = "--trajectories",
      paramLabel = "N",
      description = "Seeds of a setting whose median is shown. Default: 10, with --quick 1.")
  private @Nullable Integer trajectories;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with MNIST's four files, for the figures that need them.")
  private @Nullable Path data;

  @Option(
      names = "--features",
      paramLabel = "DIR",
      description = "Folder with features.npy and labels.npy, for the figures that need them.")
  private @Nullable Path features;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * What they say.
   *
   * @throws ParameterException naming the option whose value cannot be
   */
  Extent extent() {
    if (trajectories != null && trajectories < 1) {
      throw notUnderstood("--trajectories must be >= 1, got " + trajectories);
    }
    return new Extent(
        quick,
        trajectories == null ? Extent.defaultTrajectories(quick) : trajectories,
        folder("--data", data),
        folder("--features", features));
  }

  private Optional<Path> folder(String option, @Nullable Path given) {
    if (given != null && !Files.isDirectory(given)) {
      throw notUnderstood(option + ": there is no folder " + given);
    }
    return Optional.ofNullable(given).map(folder -> folder.toAbsolutePath().normalize());
  }

  private ParameterException notUnderstood(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
