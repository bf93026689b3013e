package dev.plateau.collector.doctor;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** One thing that is looked at. Stateless. */
interface Check {
  /** Its name, a word or two. */
  String name();

  /**
   * Looks.
   *
   * @throws ExecutionException if the broker refuses to answer
   * @throws TimeoutException if it does not answer in time
   * @throws java.io.IOException if the log cannot be read; all three count as a problem
   */
  Finding look(Cluster cluster)
      throws ExecutionException, TimeoutException, InterruptedException, java.io.IOException;
}
