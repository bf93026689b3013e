package dev.plateau.trainer.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plateau.protocol.RunId;
import dev.plateau.trainer.experiment.training.SavedTraining;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A checkpoint as bytes: 8 of magic, the format's version (int), the {@link RunPlan plan}, the
 * steps taken (long), the training's state, and the CRC-32C of all before it (int). Numbers are
 * big-endian; texts are UTF-8 behind their length (int), maps their size (int) and pairs of texts.
 */
final class CheckpointFormat {
  private static final byte[] MAGIC = "PLATEAU\n".getBytes(UTF_8);
  private static final int VERSION = 1;
  private static final int CRC_BYTES = Integer.BYTES;

  private CheckpointFormat() {}

  static byte[] encode(Checkpoint checkpoint) throws IOException {
    byte[] state = checkpoint.training().state();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.length + 4096);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(MAGIC);
    out.writeInt(VERSION);
    write(out, checkpoint.plan());
    out.writeLong(checkpoint.training().steps());
    out.writeInt(state.length);
    out.write(state);
    out.writeInt(crc(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  /**
   * Reads a checkpoint.
   *
   * @throws BadCheckpointException if the bytes are none, are of another version, or are damaged
   */
  static Checkpoint decode(byte[] bytes) throws BadCheckpointException {
    if (bytes.length < MAGIC.length + Integer.BYTES + CRC_BYTES
        || !ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new BadCheckpointException("is no checkpoint, or only the beginning of one");
    }
    int version = ByteBuffer.wrap(bytes).getInt(MAGIC.length);
    if (version != VERSION) {
      throw new BadCheckpointException(
          "is a checkpoint of format %d, and this program reads format %d"
              .formatted(version, VERSION));
    }
    int end = bytes.length - CRC_BYTES;
    if (ByteBuffer.wrap(bytes).getInt(end) != crc(bytes, end)) {
      throw new BadCheckpointException("is damaged: its checksum is not that of its content");
    }
    int begin = MAGIC.length + Integer.BYTES;
    try {
      return read(new DataInputStream(new ByteArrayInputStream(bytes, begin, end - begin)));
    } catch (IOException | IllegalArgumentException e) {
      throw new BadCheckpointException("cannot be read: " + e.getMessage());
    }
  }

  private static Checkpoint read(DataInputStream in) throws IOException {
    RunPlan plan =
        new RunPlan(
            new RunId(readText(in)),
            readText(in),
            readTexts(in),
            readText(in),
            in.readLong(),
            in.readLong(),
            readTexts(in),
            in.readLong());
    long steps = in.readLong();
    return new Checkpoint(plan, new SavedTraining(steps, readBytes(in)));
  }

  private static void write(DataOutputStream out, RunPlan plan) throws IOException {
    write(out, plan.run().value());
    write(out, plan.name());
    write(out, plan.tags());
    write(out, plan.experiment());
    out.writeLong(plan.seed());
    out.writeLong(plan.steps());
    write(out, plan.settings());
    out.writeLong(plan.every());
  }

  private static void write(DataOutputStream out, Map<String, String> texts) throws IOException {
    out.writeInt(texts.size());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      write(out, text.getKey());
      write(out, text.getValue());
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static Map<String, String> readTexts(DataInputStream in) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      texts.put(readText(in), readText(in));
    }
    return texts;
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), UTF_8);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException(
          "%d bytes are announced where %d are left".formatted(length, in.available()));
    }
    return in.readNBytes(length);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
