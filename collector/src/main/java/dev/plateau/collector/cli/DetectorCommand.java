package dev.plateau.collector.cli;

import dev.plateau.collector.phase.DetectorKind;
import dev.plateau.collector.phase.MsrDetector;
import dev.plateau.collector.phase.PatienceDetector;
import dev.plateau.collector.verify.AlarmsJson;
import dev.plateau.collector.verify.TraceAlarms;
import dev.plateau.collector.verify.TraceFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plateau detector}: runs a phase detector on recorded traces. */
@Command(name = "detector", description = "Runs a phase detector on recorded traces.")
final class DetectorCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "run",
      description = "Folds every *.csv.gz trace of a folder, both loss columns, into alarms.")
  int run(
      @Parameters(paramLabel = "DIR", description = "Folder of traces.") Path folder,
      @Option(
              names = "--detector",
              paramLabel = "NAME",
              defaultValue = MsrDetector.NAME,
              converter = DetectorConverter.class,
              description =
                  "The detector: "
                      + MsrDetector.NAME
                      + " (default), "
                      + MsrDetector.CUED_NAME
                      + ", which also knows the learning rate, or for comparison "
                      + PatienceDetector.NAME
                      + ".")
          DetectorKind detector,
      @Option(
              names = "--alarms",
              paramLabel = "FILE",
              required = true,
              description = "Where the alarms are written, as JSON.")
          Path alarmsFile)
      throws IOException {
    Map<String, TraceAlarms> alarms = TraceFolder.open(folder).alarms(detector);
    write(alarms, alarmsFile);
    spec.commandLine().getOut().println(summary(alarms, alarmsFile));
    return 0;
  }

  private static void write(Map<String, TraceAlarms> alarms, Path file) throws IOException {
    try (var writer = Files.newBufferedWriter(file)) {
      AlarmsJson.write(alarms, writer);
    } catch (FileSystemException e) {
      throw new IOException("cannot write " + file + ": " + reason(e), e);
    }
  }

  /** The JDK's exceptions of missing files and rights have no words but the file's name. */
  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    return e instanceof AccessDeniedException ? "access denied" : String.valueOf(e.getReason());
  }

  private static String summary(Map<String, TraceAlarms> alarms, Path file) {
    long observations = 0;
    long raised = 0;
    for (TraceAlarms trace : alarms.values()) {
      observations += trace.observations();
      raised += trace.loss().size() + trace.fullLoss().size();
    }
    return "%d traces, %d observations, %d alarms: %s"
        .formatted(alarms.size(), observations, raised, file);
  }
}
