package dev.plateau.trainer.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.plateau.trainer.experiment.Experiments;
import dev.plateau.trainer.experiment.training.Experiment;
import dev.plateau.trainer.experiment.training.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plateau experiments}: what can be trained. */
@Command(
    name = "experiments",
    description = "Lists the experiments, the figures they reproduce and their settings.")
final class ExperimentsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli has not set the command up");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      writeJson(out);
    } else {
      Experiments.all().forEach(experiment -> write(experiment, out));
      out.println("[S] Beneventano, Pinto, Poggio (2024); [L] Andriushchenko et al. (2023)");
    }
    out.flush();
    return 0;
  }

  private static void write(Experiment experiment, PrintWriter out) {
    out.printf(
        "%s  %s, %s%n",
        experiment.name(), experiment.words().figure(), experiment.words().summary());
    out.println("  costs " + experiment.words().cost());
    out.printf("  %-18s%-11s %s%n", "--steps", experiment.defaultSteps(), "steps to train");
    for (Setting setting : experiment.settings().all()) {
      out.printf("  %-18s%-11s %s%n", setting.key(), setting.value(), setting.meaning());
    }
    out.println();
  }

  private static void writeJson(PrintWriter out) throws IOException {
    JsonGenerator generator = new JsonFactory().createGenerator(out);
    generator.useDefaultPrettyPrinter();
    generator.writeStartArray();
    for (Experiment experiment : Experiments.all()) {
      generator.writeStartObject();
      generator.writeStringField("name", experiment.name());
      generator.writeStringField("summary", experiment.words().summary());
      generator.writeStringField("figure", experiment.words().figure());
      generator.writeStringField("cost", experiment.words().cost());
      generator.writeNumberField("steps", experiment.defaultSteps());
      generator.writeArrayFieldStart("settings");
      for (Setting setting : experiment.settings().all()) {
        generator.writeStartObject();
        generator.writeStringField("key", setting.key());
        generator.writeStringField("default", setting.value());
        generator.writeStringField("meaning", setting.meaning());
        generator.writeEndObject();
      }
      generator.writeEndArray();
      generator.writeEndObject();
    }
    generator.writeEndArray();
    generator.flush();
    out.println();
  }
}
