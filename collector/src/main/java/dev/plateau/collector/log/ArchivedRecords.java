package dev.plateau.collector.log;

import dev.plateau.collector.run.RecordPosition;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The records in an archive's file, one frame each: length and CRC32C of what follows (4 bytes
 * each), partition (4), offset and append time in microseconds (8 each), then key, content type and
 * value, each with its length before it (4; -1: none). Numbers are big-endian.
 */
final class ArchivedRecords implements RunRecords {
  private static final int BUFFER = 1 << 18;
  private static final int FRAME_HEAD = 8;

  /** No record of a run is near this: Kafka's own limit is a megabyte. */
  private static final int MAX_FRAME = 1 << 28;

  private final Path file;
  private final DataInputStream in;
  private final long records;
  private final long bytes;
  private final long fromOffset;
  private final boolean beginsLate;
  private long read;
  private long position;

  private ArchivedRecords(
      Path file,
      DataInputStream in,
      long records,
      long bytes,
      long fromOffset,
      boolean beginsLate) {
    this.file = file;
    this.in = in;
    this.records = records;
    this.bytes = bytes;
    this.fromOffset = fromOffset;
    this.beginsLate = beginsLate;
  }

  /**
   * Opens a file.
   *
   * @param records as many it must have
   * @param bytes as long it must be
   * @param fromOffset records with smaller offsets are left out
   */
  static ArchivedRecords open(
      Path file, long records, long bytes, long fromOffset, boolean beginsLate) throws IOException {
    try {
      long found = Files.size(file);
      if (found != bytes) {
        throw new CorruptArchiveException(
            file, "it must have " + bytes + " bytes, and has " + found);
      }
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      return new ArchivedRecords(file, in, records, bytes, fromOffset, beginsLate);
    } catch (NoSuchFileException e) {
      throw new CorruptArchiveException(file, "it is missing");
    }
  }

  /** The bytes of one record. */
  static byte[] frame(RunRecord record) {
    byte[] contentType =
        record.contentType() == null ? null : record.contentType().getBytes(StandardCharsets.UTF_8);
    int body =
        Integer.BYTES
            + 2 * Long.BYTES
            + size(record.key())
            + size(contentType)
            + size(record.value());
    ByteBuffer frame = ByteBuffer.allocate(FRAME_HEAD + body);
    frame.putInt(body).putInt(0);
    frame.putInt(record.at().partition());
    frame.putLong(record.at().offset());
    frame.putLong(record.at().appendTimeMicros());
    put(frame, record.key());
    put(frame, contentType);
    put(frame, record.value());
    frame.putInt(Integer.BYTES, checksum(frame.array(), FRAME_HEAD, body));
    return frame.array();
  }

  private static int size(byte @Nullable [] bytes) {
    return Integer.BYTES + (bytes == null ? 0 : bytes.length);
  }

  private static void put(ByteBuffer frame, byte @Nullable [] bytes) {
    frame.putInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      frame.put(bytes);
    }
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }

  @Override
  public @Nullable RunRecord next() throws IOException {
    while (read < records) {
      RunRecord record = readFrame();
      if (record.at().offset() >= fromOffset) {
        return record;
      }
    }
    if (position != bytes) {
      throw corrupt("there is more behind its last record");
    }
    return null;
  }

  private RunRecord readFrame() throws IOException {
    byte[] body;
    int expected;
    try {
      int length = in.readInt();
      expected = in.readInt();
      if (length < 0 || length > MAX_FRAME) {
        throw corrupt("the length of record " + read + " cannot be " + length);
      }
      body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
    } catch (EOFException e) {
      throw corrupt("it ends in the middle of record " + read + " of " + records);
    }
    if (checksum(body, 0, body.length) != expected) {
      throw corrupt("the checksum of record " + read + " of " + records + " does not match");
    }
    RunRecord record;
    try {
      record = parse(ByteBuffer.wrap(body));
    } catch (java.nio.BufferUnderflowException | NegativeArraySizeException e) {
      throw corrupt("record " + read + " of " + records + " does not hold what it must");
    }
    read++;
    position += FRAME_HEAD + body.length;
    return record;
  }

  private static RunRecord parse(ByteBuffer body) {
    RecordPosition at = new RecordPosition(body.getInt(), body.getLong(), body.getLong());
    byte[] key = get(body);
    byte[] contentType = get(body);
    byte[] value = get(body);
    return new RunRecord(
        at,
        key == null ? new byte[0] : key,
        value,
        contentType == null ? null : new String(contentType, StandardCharsets.UTF_8));
  }

  private static byte @Nullable [] get(ByteBuffer body) {
    int length = body.getInt();
    if (length == -1) {
      return null;
    }
    if (length > body.remaining()) {
      throw new java.nio.BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    body.get(bytes);
    return bytes;
  }

  private CorruptArchiveException corrupt(String what) {
    return new CorruptArchiveException(file, what + " (at byte " + position + ")");
  }

  @Override
  public long bytesRead() {
    return position;
  }

  @Override
  public double progress() {
    return bytes == 0 ? 1 : (double) position / bytes;
  }

  @Override
  public boolean beginsLate() {
    return beginsLate;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      // A file that was only read loses nothing.
    }
  }
}
