package dev.plateau.trainer.offline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One case of the papers' reference: inputs of a measure, and the value that the papers' own code
 * gave. An object of JSON; NaN and infinities may stand without quotes, as Python writes them.
 *
 * <p>Its getters throw an {@link IllegalArgumentException} that says in one sentence what is wrong
 * with which field.
 */
public final class ReferenceCase {
  private final Map<?, ?> fields;

  private ReferenceCase(Map<?, ?> fields) {
    this.fields = fields;
  }

  /**
   * Reads a case to its end; the caller closes the stream.
   *
   * @throws IOException saying where, if it is no object of JSON
   */
  public static ReferenceCase read(InputStream in) throws IOException {
    JsonFactory json =
        JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    try (JsonParser parser = json.createParser(in)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no object of JSON");
      }
      Map<?, ?> fields = JsonValues.object(parser);
      if (parser.nextToken() != null) {
        throw new IOException("it goes on after its object of JSON");
      }
      return new ReferenceCase(fields);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "it is no JSON: line %d: %s"
              .formatted(e.getLocation().getLineNr(), withoutPlace(e.getOriginalMessage())),
          e);
    }
  }

  /** Jackson adds where an object began, with names of its own. */
  private static String withoutPlace(String message) {
    return message.replaceAll(" \\(start marker at .*\\)$", "");
  }

  /** Whether a field is there and not null. */
  public boolean has(String key) {
    return fields.get(key) != null;
  }

  /** Names of all fields. */
  public Set<String> keys() {
    return Set.copyOf(fields.keySet().stream().map(String.class::cast).toList());
  }

  /** A field that is a text. */
  public String text(String key) {
    return as(String.class, key, "a text");
  }

  /** A field that is a number. */
  public double number(String key) {
    return as(Number.class, key, "a number").doubleValue();
  }

  /** A field that is a whole number. */
  public int wholeNumber(String key) {
    double number = number(key);
    if (number != (int) number) {
      throw refused(key, "a whole number");
    }
    return (int) number;
  }

  /** A field that is an object. */
  public ReferenceCase part(String key) {
    return new ReferenceCase(as(Map.class, key, "an object"));
  }

  /** A field that is a list of numbers. */
  public double[] array(String key) {
    return array(key, get(key));
  }

  /** A field that is a list of whole numbers. */
  public int[] indices(String key) {
    double[] numbers = array(key);
    int[] indices = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      indices[i] = (int) numbers[i];
      if (indices[i] != numbers[i]) {
        throw refused(key, "a list of whole numbers");
      }
    }
    return indices;
  }

  /** A field that is a list of rows of the same length. */
  public Matrix matrix(String key) {
    List<?> rows = as(List.class, key, "a list");
    if (rows.isEmpty()) {
      throw refused(key, "a matrix with rows");
    }
    int columns = array(key, rows.get(0)).length;
    Matrix matrix = Matrix.zeros(rows.size(), columns);
    for (int row = 0; row < rows.size(); row++) {
      double[] numbers = array(key, rows.get(row));
      if (numbers.length != columns) {
        throw new IllegalArgumentException(
            "row %d of '%s' has %d numbers, its row 0 has %d"
                .formatted(row, key, numbers.length, columns));
      }
      System.arraycopy(numbers, 0, matrix.data(), row * columns, columns);
    }
    return matrix;
  }

  /** The fully connected network whose layers, each with W and b, are its {@code layers}. */
  public Mlp network() {
    List<DenseLayer> layers = new ArrayList<>();
    for (Object layer : as(List.class, "layers", "a list")) {
      if (!(layer instanceof Map<?, ?> map)) {
        throw refused("layers", "a list of objects");
      }
      ReferenceCase of = new ReferenceCase(map);
      Matrix weights = of.matrix("W");
      layers.add(
          of.has("b") ? DenseLayer.of(weights, of.array("b")) : DenseLayer.withoutBiases(weights));
    }
    return new Mlp(layers);
  }

  private <T> T as(Class<T> type, String key, String wanted) {
    Object value = get(key);
    if (!type.isInstance(value)) {
      throw refused(key, wanted);
    }
    return type.cast(value);
  }

  private Object get(String key) {
    Object value = fields.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no '" + key + "'");
    }
    return value;
  }

  private static double[] array(String key, @Nullable Object numbers) {
    if (numbers instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
      return list.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }
    throw refused(key, "made of lists of numbers");
  }

  private static IllegalArgumentException refused(String key, String wanted) {
    return new IllegalArgumentException("its '" + key + "' is not " + wanted);
  }
}
