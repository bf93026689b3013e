package dev.plateau.protocol;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.plateau.protocol.Decoded.Kind;
import dev.plateau.protocol.wire.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages to and from the Protobuf schema {@code plateau.v1}. Stateless. */
final class ProtobufCodec {
  private ProtobufCodec() {}

  static byte[] encode(Envelope envelope) {
    Wire.Envelope.Builder wire = Wire.Envelope.newBuilder().setRun(envelope.run().value());
    if (envelope.origin() instanceof Origin.Sequenced sequenced) {
      wire.setSessionHigh(sequenced.session().high())
          .setSessionLow(sequenced.session().low())
          .setSequence(sequenced.sequence());
    }
    Message message = envelope.message();
    if (message instanceof RunStarted started) {
      wire.setStarted(encode(started));
    } else if (message instanceof StepBatch batch) {
      wire.setSteps(encode(batch));
    } else if (message instanceof RunFinished finished) {
      wire.setFinished(encode(finished));
    } else {
      wire.setDeleted(Wire.RunDeleted.getDefaultInstance());
    }
    return wire.build().toByteArray();
  }

  static Decoded decode(byte[] value) {
    CodedInputStream input = CodedInputStream.newInstance(value);
    try {
      return new Decoded.Valid(envelope(Wire.Envelope.parseFrom(input)));
    } catch (MalformedException e) {
      return e.at(input.getTotalBytesRead());
    } catch (InvalidProtocolBufferException e) {
      return new Decoded.Malformed(
          Kind.NOT_PROTOBUF,
          "",
          input.getTotalBytesRead(),
          "the value of " + value.length + " bytes is not a plateau.v1 Envelope");
    } catch (IOException e) {
      throw new AssertionError("an array cannot fail to be read", e);
    }
  }

  private static Wire.RunStarted encode(RunStarted started) {
    return Wire.RunStarted.newBuilder()
        .setExperiment(started.experiment())
        .setName(started.name())
        .putAllConfig(started.config())
        .putAllTags(started.tags())
        .setStartTimeMicros(started.startTimeMicros())
        .setPlannedSteps(started.plannedSteps())
        .setFirstStep(started.firstStep())
        .build();
  }

  private static Wire.StepBatch encode(StepBatch batch) {
    Wire.StepBatch.Builder wire =
        Wire.StepBatch.newBuilder()
            .setDroppedSteps(batch.droppedSteps())
            .setExperiment(batch.experiment());
    long step = 0;
    long time = 0;
    for (int row = 0; row < batch.size(); row++) {
      wire.addStepDeltas(batch.step(row) - step);
      wire.addTimeDeltasMicros(batch.timeMicros(row) - time);
      step = batch.step(row);
      time = batch.timeMicros(row);
    }
    for (Column column : batch.columns()) {
      wire.addColumns(encode(column));
    }
    return wire.build();
  }

  private static Wire.Column encode(Column column) {
    Wire.Column.Builder wire =
        Wire.Column.newBuilder().setMetric(column.name().metric()).setLayer(column.name().layer());
    for (int i = 0; i < column.size(); i++) {
      if (!column.isDense()) {
        wire.addRows(column.row(i));
      }
      wire.addValues(column.value(i));
    }
    return wire.build();
  }

  private static Wire.RunFinished encode(RunFinished finished) {
    return Wire.RunFinished.newBuilder()
        .setOutcome(
            switch (finished.outcome()) {
              case COMPLETED -> Wire.RunFinished.Outcome.COMPLETED;
              case FAILED -> Wire.RunFinished.Outcome.FAILED;
              case STOPPED -> Wire.RunFinished.Outcome.STOPPED;
            })
        .setReason(finished.reason())
        .setTimeMicros(finished.timeMicros())
        .setDroppedSteps(finished.droppedSteps())
        .build();
  }

  private static Envelope envelope(Wire.Envelope wire) throws MalformedException {
    if (!RunId.isValid(wire.getRun())) {
      throw invalid(
          "run",
          "a run id has 1 to 128 characters of A-Z a-z 0-9 . _ -, got '"
              + Quote.shortened(wire.getRun())
              + "'");
    }
    return new Envelope(new RunId(wire.getRun()), origin(wire), message(wire));
  }

  private static Origin origin(Wire.Envelope wire) throws MalformedException {
    if (wire.getSessionHigh() == 0 && wire.getSessionLow() == 0) {
      return new Origin.Unsequenced();
    }
    SessionId session = new SessionId(wire.getSessionHigh(), wire.getSessionLow());
    return checked("sequence", () -> new Origin.Sequenced(session, wire.getSequence()));
  }

  private static Message message(Wire.Envelope wire) throws MalformedException {
    return switch (wire.getPayloadCase()) {
      case STARTED -> checked("started", () -> started(wire.getStarted()));
      case STEPS -> steps(wire.getSteps());
      case FINISHED -> finished(wire.getFinished());
      case DELETED -> new RunDeleted();
      case PAYLOAD_NOT_SET ->
          throw new MalformedException(
              Kind.UNKNOWN_MESSAGE,
              "payload",
              "the record has none of the messages started, steps, finished, deleted");
    };
  }

  private static RunStarted started(Wire.RunStarted wire) {
    return new RunStarted(
        wire.getExperiment(),
        wire.getName(),
        wire.getConfigMap(),
        wire.getTagsMap(),
        wire.getStartTimeMicros(),
        wire.getPlannedSteps(),
        wire.getFirstStep());
  }

  private static StepBatch steps(Wire.StepBatch wire) throws MalformedException {
    int rows = wire.getStepDeltasCount();
    if (wire.getTimeDeltasMicrosCount() != rows) {
      throw invalid(
          "steps.time_deltas_micros",
          "a batch has a time for every step, got "
              + rows
              + " steps and "
              + wire.getTimeDeltasMicrosCount()
              + " times");
    }
    long[] steps = new long[rows];
    long[] times = new long[rows];
    long step = 0;
    long time = 0;
    for (int row = 0; row < rows; row++) {
      step += wire.getStepDeltas(row);
      time += wire.getTimeDeltasMicros(row);
      steps[row] = step;
      times[row] = time;
    }
    List<Column> columns = new ArrayList<>(wire.getColumnsCount());
    for (int i = 0; i < wire.getColumnsCount(); i++) {
      Wire.Column column = wire.getColumns(i);
      columns.add(checked("steps.columns[" + i + "]", () -> column(column)));
    }
    return checked(
        "steps",
        () -> new StepBatch(steps, times, wire.getDroppedSteps(), columns, wire.getExperiment()));
  }

  private static Column column(Wire.Column wire) {
    int[] rows = new int[wire.getRowsCount()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = wire.getRows(i);
    }
    double[] values = new double[wire.getValuesCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = wire.getValues(i);
    }
    return new Column(new MetricName(wire.getMetric(), wire.getLayer()), rows, values);
  }

  private static RunFinished finished(Wire.RunFinished wire) throws MalformedException {
    RunFinished.Outcome outcome =
        switch (wire.getOutcome()) {
          case COMPLETED -> RunFinished.Outcome.COMPLETED;
          case FAILED -> RunFinished.Outcome.FAILED;
          case STOPPED -> RunFinished.Outcome.STOPPED;
          case OUTCOME_UNSPECIFIED, UNRECOGNIZED ->
              throw invalid(
                  "finished.outcome",
                  "an outcome is 1 (completed), 2 (failed) or 3 (stopped), got "
                      + wire.getOutcomeValue());
        };
    return checked(
        "finished",
        () ->
            new RunFinished(
                outcome, wire.getReason(), wire.getTimeMicros(), wire.getDroppedSteps()));
  }

  /** Something that refuses bad values by {@link IllegalArgumentException}. */
  private interface Construction<T> {
    T make();
  }

  /** Gives a refusal the name of the field where it happened. */
  private static <T> T checked(String field, Construction<T> construction)
      throws MalformedException {
    try {
      return construction.make();
    } catch (IllegalArgumentException e) {
      throw invalid(field, String.valueOf(e.getMessage()));
    }
  }

  private static MalformedException invalid(String field, String reason) {
    return new MalformedException(Kind.INVALID_FIELD, field, reason);
  }
}
