package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverLogTest {
  private final ReceiverLog receiver =
      new ReceiverLog(WebhookUrl.parse("https://me:password@hooks.example.org/token?key=secret"));
  private final Captured captured = new Captured();
  private final Logger logger = (Logger) LogManager.getLogger(ReceiverLog.class);

  @BeforeEach
  void capture() {
    captured.start();
    Configurator.setLevel(logger, Level.WARN);
    logger.addAppender(captured);
  }

  @AfterEach
  void stop() {
    logger.removeAppender(captured);
    Configurator.setLevel(logger, Level.ERROR);
    captured.stop();
  }

  @Test
  void outage_isToldOnce_howeverManyTriesFail_andAgainWhenItComesBack() {
    receiver.answered();
    receiver.failed("answers 503");
    receiver.failed("cannot be connected to");
    receiver.failed("answers 503");
    assertThat(captured.messages)
        .containsExactly(
            "The webhook at https://hooks.example.org answers 503; events wait in the log and are"
                + " told when that is over");
    receiver.answered();
    receiver.failed("answers 503");
    assertThat(captured.messages).hasSize(2);
  }

  @Test
  void refusal_isToldWithStatusAndEvent() throws IOException {
    Notification notification =
        Telling.of(
                new ObjectMapper()
                    .readTree("{\"id\":\"abc1\",\"kind\":\"run_lost\",\"run\":\"r1\",\"time\":1}"))
            .orElseThrow();
    receiver.refused(notification, 404);
    assertThat(captured.messages)
        .containsExactly(
            "The webhook at https://hooks.example.org refuses event abc1 of run r1 with status 404;"
                + " it is not told again");
  }

  /** Warnings. */
  private static final class Captured extends AbstractAppender {
    final List<String> messages = new ArrayList<>();

    Captured() {
      super("captured", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
        messages.add(event.getMessage().getFormattedMessage());
      }
    }
  }
}
