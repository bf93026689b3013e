package dev.plateau.trainer.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One case of the reference's expected values; see the README beside the files. */
final class Fixture {
  private final Map<?, ?> fields;

  private Fixture(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** Reads the case of a name, as {@code ntk-diag-init}. */
  static Fixture read(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("fixtures/" + name + ".json");
        JsonParser parser = new JsonFactory().createParser(Objects.requireNonNull(in, name))) {
      parser.nextToken();
      return new Fixture((Map<?, ?>) Objects.requireNonNull(value(parser)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String key) {
    return fields.get(key) != null;
  }

  Fixture part(String key) {
    return new Fixture((Map<?, ?>) get(key));
  }

  double number(String key) {
    return ((Number) get(key)).doubleValue();
  }

  double[] array(String key) {
    return array(get(key));
  }

  int[] indices(String key) {
    return ((List<?>) get(key)).stream().mapToInt(i -> ((Number) i).intValue()).toArray();
  }

  Matrix matrix(String key) {
    return matrix(get(key));
  }

  /** The layers of a fully connected network. */
  Mlp network() {
    List<DenseLayer> layers = new ArrayList<>();
    for (Object layer : (List<?>) get("layers")) {
      Fixture of = new Fixture((Map<?, ?>) layer);
      Matrix weights = of.matrix("W");
      layers.add(
          of.has("b") ? DenseLayer.of(weights, of.array("b")) : DenseLayer.withoutBiases(weights));
    }
    return new Mlp(layers);
  }

  private Object get(String key) {
    return Objects.requireNonNull(fields.get(key), key);
  }

  private static double[] array(Object numbers) {
    return ((List<?>) numbers).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  private static Matrix matrix(Object rows) {
    List<?> list = (List<?>) rows;
    int columns = ((List<?>) list.get(0)).size();
    Matrix matrix = Matrix.zeros(list.size(), columns);
    for (int row = 0; row < list.size(); row++) {
      System.arraycopy(array(list.get(row)), 0, matrix.data(), row * columns, columns);
    }
    return matrix;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NULL -> null;
      default -> parser.getNumberValue();
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      map.put(key, value(parser));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }
}
