package dev.plateau.publisher;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Frames in memory, up to a number of bytes. What it holds is lost when the process dies. */
final class MemoryFrameBuffer implements FrameBuffer {
  private final long capacityBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition appended = lock.newCondition();
  private final Condition acknowledged = lock.newCondition();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long bytes;
  private long acknowledgedSteps;
  private long acknowledgedDrops;

  /**
   * @param capacityBytes size at which it is full; a single larger frame still finds room in an
   *     empty buffer
   */
  MemoryFrameBuffer(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  @Override
  public void append(Frame frame) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!frames.isEmpty() && bytes + frame.value().length > capacityBytes) {
        acknowledged.await();
      }
      frames.add(frame);
      bytes += frame.value().length;
      appended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Frame> awaitUnacknowledged(long maxBytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (frames.isEmpty()) {
        appended.await();
      }
      List<Frame> first = new ArrayList<>();
      long size = 0;
      for (Frame frame : frames) {
        size += frame.value().length;
        if (!first.isEmpty() && size > maxBytes) {
          break;
        }
        first.add(frame);
      }
      return first;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void acknowledge(long sequence) {
    lock.lock();
    try {
      for (Frame first = frames.peek();
          first != null && first.sequence() <= sequence;
          first = frames.peek()) {
        frames.remove();
        bytes -= first.value().length;
        acknowledgedSteps += first.steps();
        acknowledgedDrops = Math.max(acknowledgedDrops, first.droppedSteps());
      }
      acknowledged.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean awaitAcknowledged(Duration timeout) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = timeout.toNanos();
      while (!frames.isEmpty() && nanos > 0) {
        nanos = acknowledged.awaitNanos(nanos);
      }
      return frames.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long acknowledgedSteps() {
    lock.lock();
    try {
      return acknowledgedSteps;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long acknowledgedDrops() {
    lock.lock();
    try {
      return acknowledgedDrops;
    } finally {
      lock.unlock();
    }
  }
}
