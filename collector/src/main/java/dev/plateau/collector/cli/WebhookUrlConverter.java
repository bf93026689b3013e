package dev.plateau.collector.cli;

import dev.plateau.collector.notify.WebhookUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Addresses of webhooks. */
final class WebhookUrlConverter implements ITypeConverter<WebhookUrl> {
  @Override
  public WebhookUrl convert(String text) {
    try {
      return WebhookUrl.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
