package dev.plateau.trainer.listener;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** Collects the warnings and errors of one class while it is open. */
final class CapturedWarnings extends AbstractAppender implements AutoCloseable {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final Logger root = (Logger) LogManager.getRootLogger();
  private final String source;

  private CapturedWarnings(Class<?> source) {
    super("captured-" + source.getName(), null, null, true, Property.EMPTY_ARRAY);
    this.source = source.getName();
    start();
    Configurator.setLevel(this.source, Level.WARN); // unconfigured, only errors are logged
    root.addAppender(this);
  }

  static CapturedWarnings of(Class<?> source) {
    return new CapturedWarnings(source);
  }

  @Override
  public void append(LogEvent event) {
    boolean isOurs = event.getLoggerName().equals(source);
    if (isOurs && event.getLevel().isMoreSpecificThan(Level.WARN)) {
      texts.add(event.getMessage().getFormattedMessage());
    }
  }

  List<String> texts() {
    return List.copyOf(texts);
  }

  @Override
  public void close() {
    root.removeAppender(this);
    stop();
  }
}
