/**
 * How it is sent: what a program embeds to have its training watched.
 *
 * <pre>{@code
 * PublisherSettings settings = PublisherSettings.fromEnvironment(System.getenv());
 * try (RunPublisher publisher = RunPublisher.start(settings, RunDescription.of("mnist"))) {
 *   MetricSlot loss = publisher.slot(Metrics.LOSS);
 *   for (long step = 0; step < steps; step++) {
 *     publisher.step(step);
 *     publisher.put(loss, train());
 *     publisher.commit();
 *   }
 * }
 * }</pre>
 *
 * <p>A step's way: the training thread writes it into the {@link StepRing ring}; the {@link Batcher
 * batcher} thread makes numbered frames of what it finds there ({@link Framer}) and appends them to
 * the {@link FrameBuffer frame buffer}; the {@link Sender sender} thread brings the buffer's frames
 * to Kafka, in order, and lets go of them when Kafka has acknowledged them. A step is dropped, and
 * counted, only where the ring has no room for it: when Kafka has been away for so long that the
 * frame buffer is full. This version keeps frames in memory only: what Kafka has not acknowledged
 * when the process dies is lost.
 *
 * <p>May use the protocol, kafka-clients and slf4j. Knows no DL4J, no Kafka Streams and no metrics
 * library. RATIONALE.md says why things are as they are.
 */
@NullMarked
package dev.plateau.publisher;

import org.jspecify.annotations.NullMarked;
