package dev.plateau.collector.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as, from its manifest. */
final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Package here = BuildVersion.class.getPackage();
    return new String[] {
      "plateau " + Optional.ofNullable(here.getImplementationVersion()).orElse("(not from a jar)")
    };
  }
}
