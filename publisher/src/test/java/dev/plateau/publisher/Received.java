package dev.plateau.publisher;

import dev.plateau.protocol.Decoded;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.MessageCodec;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.StepBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a receiver reads out of frames. */
final class Received {
  private Received() {}

  static Envelope envelope(RunId run, byte[] value) {
    Decoded decoded =
        MessageCodec.decode(run.value().getBytes(StandardCharsets.UTF_8), value, null, 0);
    if (decoded instanceof Decoded.Valid valid) {
      return valid.envelope();
    }
    throw new AssertionError(decoded);
  }

  static long sequence(Envelope envelope) {
    return ((Origin.Sequenced) envelope.origin()).sequence();
  }

  static Stream<StepBatch> batches(List<Envelope> envelopes) {
    return envelopes.stream()
        .filter(envelope -> envelope.message() instanceof StepBatch)
        .map(envelope -> (StepBatch) envelope.message());
  }

  static List<Long> steps(List<Envelope> envelopes) {
    return batches(envelopes)
        .flatMap(batch -> LongStream.range(0, batch.size()).mapToObj(i -> batch.step((int) i)))
        .toList();
  }
}
