package dev.plateau.publisher;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Collects the warnings and errors of the publisher, of one run, while it is open. */
final class CapturedLog extends AbstractAppender implements AutoCloseable {
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LogManager.getRootLogger();
  private final String run;

  CapturedLog(String run) {
    super("captured-" + run, null, null, true, Property.EMPTY_ARRAY);
    this.run = run;
    start();
    root.addAppender(this);
  }

  @Override
  public void append(LogEvent event) {
    String message = event.getMessage().getFormattedMessage();
    if (event.getLevel().isMoreSpecificThan(Level.WARN) && message.contains(run)) {
      messages.add(message);
    }
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    root.removeAppender(this);
    stop();
  }
}
