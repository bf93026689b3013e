package dev.plateau.collector.run;

import dev.plateau.protocol.RunId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A {@link RunState} as bytes and back: a version byte, then its parts in order. A fold resumed
 * from the bytes gives the same events as an unbroken one. Stateless.
 */
public final class RunStateCodec {
  private static final int VERSION = 3;

  /** The last version that knew nothing of supports; it differs in nothing else. */
  private static final int WITHOUT_SUPPORT = 2;

  private static final int FORGOTTEN = 1;
  private static final int DELETED = 2;
  private static final int ENDED = 4;

  private RunStateCodec() {}

  /** The state as bytes. A forgotten run takes about 100. */
  public static byte[] encode(RunState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(state.forgotten ? 128 : 8192);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(state, out);
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are anything else, or of a later version
   */
  public static RunState decode(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int version = in.readUnsignedByte();
      if (version != VERSION && version != WITHOUT_SUPPORT) {
        throw new IllegalArgumentException(
            "a run's state has version %d, this collector reads versions %d and %d"
                .formatted(version, WITHOUT_SUPPORT, VERSION));
      }
      RunState state = read(in);
      if (version != WITHOUT_SUPPORT) {
        readSupport(state, in);
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a run's state: " + bytes.length + " bytes end or break off early", e);
    }
  }

  private static void write(RunState state, DataOutputStream out) throws IOException {
    out.writeByte(VERSION);
    out.writeUTF(state.run.value());
    out.writeByte(
        (state.forgotten ? FORGOTTEN : 0)
            | (state.deleted ? DELETED : 0)
            | (state.end == null ? 0 : ENDED));
    state.attempts.writeTo(out);
    Varint.write(out, state.lifeEvents);
    state.description.writeTo(out);
    if (state.forgotten) {
      writeNumbers(state, out);
      state.support.writeNumbersTo(out);
      return;
    }
    state.ledger.writeTo(out);
    state.metrics.writeTo(out);
    state.progress.writeTo(out);
    Varint.write(out, state.firstAppendMicros);
    Varint.write(out, state.lastAppendMicros);
    Varint.write(out, state.lastStepAppendMicros);
    if (state.end != null) {
      out.writeUTF(state.end.name());
      out.writeUTF(state.endReason);
      Varint.write(out, state.endedAtMicros);
    }
    for (LossSource source : LossSource.values()) {
      PhaseTracker tracker = state.trackers.get(source);
      out.writeBoolean(tracker != null);
      if (tracker != null) {
        tracker.writeTo(out);
      }
    }
    state.support.writeTo(out);
  }

  private static RunState read(DataInputStream in) throws IOException {
    RunState state = RunState.unseen(new RunId(in.readUTF()));
    int flags = in.readUnsignedByte();
    state.forgotten = (flags & FORGOTTEN) != 0;
    state.deleted = (flags & DELETED) != 0;
    state.attempts = Attempts.readFrom(in);
    state.lifeEvents = Varint.read(in);
    state.description = Description.readFrom(in);
    if (state.forgotten) {
      readNumbers(state, in);
      return state;
    }
    state.ledger = Ledger.readFrom(in);
    state.metrics = LatestMetrics.readFrom(in);
    state.progress = AttemptProgress.readFrom(in);
    state.firstAppendMicros = Varint.read(in);
    state.lastAppendMicros = Varint.read(in);
    state.lastStepAppendMicros = Varint.read(in);
    if ((flags & ENDED) != 0) {
      state.end = RunPhase.valueOf(in.readUTF());
      state.endReason = in.readUTF();
      state.endedAtMicros = Varint.read(in);
    }
    for (LossSource source : LossSource.values()) {
      if (in.readBoolean()) {
        state.trackers.put(source, PhaseTracker.readFrom(source, in));
      }
    }
    return state;
  }

  private static void readSupport(RunState state, DataInputStream in) throws IOException {
    if (state.forgotten) {
      state.support.readNumbersFrom(in);
    } else {
      state.support = SupportWatch.readFrom(in);
    }
  }

  private static void writeNumbers(RunState state, DataOutputStream out) throws IOException {
    for (LossSource source : LossSource.values()) {
      PhaseTracker tracker = state.trackers.get(source);
      out.writeBoolean(tracker != null);
      if (tracker != null) {
        tracker.writeNumbersTo(out);
      }
    }
  }

  private static void readNumbers(RunState state, DataInputStream in) throws IOException {
    for (LossSource source : LossSource.values()) {
      if (in.readBoolean()) {
        state.tracker(source).readNumbersFrom(in);
      }
    }
  }
}
