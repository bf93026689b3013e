package dev.plateau.collector.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where notifications are posted. User and password in it become basic authentication, as curl does
 * it. As text it is only scheme, host and port: the rest of it may be a secret, with Slack even the
 * path is.
 */
public final class WebhookUrl {
  private final URI target;
  private final Optional<String> authorization;

  private WebhookUrl(URI given) throws URISyntaxException {
    String path = given.getRawPath().isEmpty() ? "/" : given.getRawPath();
    String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    target = new URI(origin(given) + path + query);
    authorization =
        Optional.ofNullable(given.getUserInfo())
            .map(user -> user.getBytes(StandardCharsets.UTF_8))
            .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException quoting it, if it is not http or https with a host
   */
  public static WebhookUrl parse(String text) {
    try {
      URI given = new URI(text);
      if (("http".equalsIgnoreCase(given.getScheme())
              || "https".equalsIgnoreCase(given.getScheme()))
          && given.getHost() != null
          && given.getPort() <= 65535
          && given.getPort() != 0) {
        return new WebhookUrl(given);
      }
    } catch (URISyntaxException e) {
      // Told below like any other text that is no address.
    }
    throw new IllegalArgumentException(
        "a webhook is an http or https address with a host, as https://example.org/hook, got '"
            + text
            + "'");
  }

  /** Where requests go. */
  URI target() {
    return target;
  }

  /** Value of the header Authorization, if the address had a user. */
  Optional<String> authorization() {
    return authorization;
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  @Override
  public String toString() {
    return origin(target);
  }
}
