package dev.plateau.collector.cli;

import dev.plateau.collector.notify.WebhookUrl;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Addresses of webhooks. An empty text is none, as an empty variable of the environment is. */
final class WebhookUrlConverter implements ITypeConverter<WebhookUrl> {
  @Override
  public @Nullable WebhookUrl convert(String text) {
    try {
      return text.isBlank() ? null : WebhookUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
