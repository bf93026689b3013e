package dev.plateau.trainer.experiment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NpyArrayTest {
  private static final double[] VALUES = {1.5, -2, Double.NaN, 1e30, Double.NEGATIVE_INFINITY, 0};

  @Test
  void read_everyVersionAndType_givesTheValues() throws IOException {
    for (int version = 1; version <= 3; version++) {
      assertThat(read(file(version, "<f8", "False", "(2, 3)", VALUES)).matrix().data())
          .isEqualTo(VALUES);
      double[] single = Arrays.stream(VALUES).map(v -> (float) v).toArray();
      assertThat(read(file(version, "<f4", "False", "(6,)", VALUES)).vector()).isEqualTo(single);
    }
  }

  @Test
  void read_shapes_giveMatricesAndVectors() throws IOException {
    NpyArray column = read(file(1, "<f8", "False", "(6, 1)", VALUES));
    assertThat(column.vector()).isEqualTo(VALUES);
    assertThat(column.matrix()).hasToString("6 x 1 matrix");
    assertThat(read(file(1, "<f8", "False", "()", 7)).vector()).containsExactly(7);
    assertThatThrownBy(() -> read(file(1, "<f8", "False", "(2, 3)", VALUES)).vector())
        .hasMessage("a.npy is no vector, its shape is [2, 3]");
    assertThatThrownBy(() -> read(file(1, "<f8", "False", "(6,)", VALUES)).matrix())
        .hasMessage("a.npy is no matrix, its shape is [6]");
  }

  @Test
  void read_fortranOrder_givesTheValuesInCOrder() throws IOException {
    assertThat(read(file(1, "<f8", "True", "(2, 3)", 1, 4, 2, 5, 3, 6)).values())
        .containsExactly(1, 2, 3, 4, 5, 6);
    NpyArray cube = read(file(1, "<f8", "True", "(2, 1, 3, 2)", range(12)));
    assertThat(cube.shape()).containsExactly(2, 1, 3, 2);
    int at = 0;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 3; k++) {
        for (int l = 0; l < 2; l++) {
          assertThat(cube.values()[at++]).isEqualTo(i + 2 * k + 6 * l);
        }
      }
    }
    assertThat(read(file(1, "<f8", "True", "(0, 3)")).values()).isEmpty();
    assertThat(read(file(1, "<f8", "True", "()", 7)).values()).containsExactly(7);
  }

  @Test
  void read_moreValuesThanAreReadAtOnce_givesThemAll() throws IOException {
    double[] many = range(200_001);
    NpyArray array = read(file(1, "<f8", "False", "(1, 200001)", many));
    assertThat(array.values()).isEqualTo(many);
    byte[] cut = file(1, "<f8", "False", "(200002,)", many);
    assertRefused(() -> read(cut), "it ends after 200001 of 200002 values");
  }

  /** A header may promise what no machine holds. */
  @Test
  void read_hugePromiseInASmallFile_isRefusedWithoutTheMemory() {
    assertRefused(
        () -> read(file(1, "<f8", "False", "(2147483639,)", VALUES)),
        "it ends after 6 of 2147483639 values");
  }

  private static double[] range(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
  }

  @Test
  void read_whatIsNotKnown_isRefusedSayingWhat() {
    assertRefused(() -> read(new byte[] {'P', 'K', 3, 4, 0, 0}), "it does not begin as one");
    assertRefused(() -> read(new byte[3]), "it ends within its header");
    assertRefused(
        () -> read(file(4, "<f8", "False", "(6,)", VALUES)),
        "its format version is 4, known are 1 to 3");
    assertRefused(
        () -> read(file(1, ">f8", "False", "(6,)", VALUES)),
        "its type is >f8, known are <f4 and <f8");
    assertRefused(
        () -> read(file(1, "<f8", "maybe", "(6,)", VALUES)), "its header has no fortran_order");
    assertRefused(
        () -> read(file(1, "<f8", "False", "(7,)", VALUES)), "it ends after 6 of 7 values");
    assertRefused(
        () -> read(file(1, "<f8", "False", "(5,)", VALUES)), "it goes on after its 5 values");
    assertRefused(
        () -> read(file(1, "<f8", "False", "(1, 99999999999)", VALUES)),
        "its shape is (1, 99999999999)");
    assertRefused(
        () -> read(file(1, "<f8", "False", "(65536, 65536)", VALUES)),
        "it has more than 2147483639 values, its shape is [65536, 65536]");
  }

  @Test
  void read_damagedFiles_givesValuesOrSaysSoInOneSentence() throws IOException {
    Random random = new Random(11);
    byte[] whole = file(1, "<f8", "False", "(2, 3)", VALUES);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 8));
      if (damaged.length > 0) {
        damaged[random.nextInt(Math.min(damaged.length, 80))] = (byte) random.nextInt();
      }
      try {
        read(damaged);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("cannot read a.npy as a NumPy file: ");
      }
    }
  }

  private static void assertRefused(ThrowingCallable reading, String reason) {
    assertThatThrownBy(reading)
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read a.npy as a NumPy file: " + reason);
  }

  private static NpyArray read(byte[] bytes) throws IOException {
    return NpyArray.read("a.npy", new ByteArrayInputStream(bytes));
  }

  private static byte[] file(
      int version, String type, String fortran, String shape, double... values) {
    String dictionary =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }\n".formatted(type, fortran, shape);
    byte[] header = dictionary.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(256 + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    file.put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) header.length);
    } else {
      file.putInt(header.length);
    }
    file.put(header);
    for (double value : values) {
      if (type.endsWith("4")) {
        file.putFloat((float) value);
      } else {
        file.putDouble(value);
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }
}
