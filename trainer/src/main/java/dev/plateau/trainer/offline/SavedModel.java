package dev.plateau.trainer.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plateau.trainer.network.TrainedNetwork;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A network that DL4J's ModelSerializer saved. Its configuration says of which kind it is: a stack
 * has {@code confs}, a graph {@code vertices}.
 */
public final class SavedModel {
  private SavedModel() {}

  /**
   * Reads a network, without its training's state.
   *
   * @throws IOException saying in one sentence what is wrong with the file
   */
  public static TrainedNetwork read(Path path) throws IOException {
    File file = path.toFile();
    Set<String> keys = configurationKeys(file);
    try {
      if (keys.contains("confs")) {
        return TrainedNetwork.of(ModelSerializer.restoreMultiLayerNetwork(file, false));
      }
      if (keys.contains("vertices")) {
        return TrainedNetwork.of(ModelSerializer.restoreComputationGraph(file, false));
      }
    } catch (RuntimeException e) {
      throw new IOException("DL4J cannot read it: " + firstLine(e), e);
    }
    throw new IOException(
        "its configuration is neither a MultiLayerNetwork's nor a ComputationGraph's, it has "
            + keys);
  }

  private static Set<String> configurationKeys(File file) throws IOException {
    try (ZipFile zip = new ZipFile(file)) {
      ZipEntry entry = zip.getEntry(ModelSerializer.CONFIGURATION_JSON);
      if (entry == null) {
        throw new IOException("it has no " + ModelSerializer.CONFIGURATION_JSON);
      }
      Set<String> keys = new TreeSet<>();
      try (JsonParser parser = new JsonFactory().createParser(zip.getInputStream(entry))) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          keys.add(parser.currentName());
          parser.nextToken();
          parser.skipChildren();
        }
      }
      return keys;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
