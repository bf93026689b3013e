package dev.plateau.trainer.cli;

import dev.plateau.trainer.network.ShapeCache;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How ND4J is set up for a command that trains. What is given here beats the environment. ND4J
 * reads its properties when it loads: to be applied before anything else of the command.
 */
final class Nd4jOptions {
  static final String SHAPE_CACHE = "PLATEAU_ND4J_SHAPE_CACHE";

  @Option(
      names = "--nd4j-shape-cache",
      negatable = true,
      description =
          "ND4J keeps shapes that it has described once: small networks train faster, to the same"
              + " bits. On by default. Environment: PLATEAU_ND4J_SHAPE_CACHE.")
  private @Nullable Boolean shapeCache;

  /**
   * Sets ND4J up.
   *
   * @throws IllegalArgumentException naming the variable, if it is neither true nor false
   */
  void apply(Map<String, String> environment) {
    if (isShapeCacheOn(environment)) {
      ShapeCache.install();
    }
  }

  boolean isShapeCacheOn(Map<String, String> environment) {
    if (shapeCache != null) {
      return shapeCache;
    }
    String text = environment.getOrDefault(SHAPE_CACHE, "").strip();
    return switch (text) {
      case "", "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(SHAPE_CACHE + "=" + text + ": must be true or false");
    };
  }
}
