package dev.plateau.dashboards.compose;

import dev.plateau.collector.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network of the containers, all of it on 127.0.0.1: every port of every service is a port that
 * is free on this machine. Services in the host's network share its ports.
 */
final class LoopbackNetwork {
  private static final String HOST = "127.0.0.1";
  private static final String THIS_MACHINE = "host";

  /**
   * A host's name before its port, or the port alone, as after {@code ://}; with a slash between
   * them where bash connects. Containers' ports have four digits, those that are found free five.
   */
  private static final String ADDRESS = "(?<![\\w.-])(?:(%s)([:/])|:)(\\d{4})(?!\\d)";

  private final Pattern address;
  private final Map<String, Integer> ports = new HashMap<>();

  LoopbackNetwork(Collection<String> services) {
    String names = String.join("|", services);
    address =
        Pattern.compile(ADDRESS.formatted(names + "|localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0"));
  }

  /** Where a port of a service is. */
  int port(Service service, int containerPort) {
    return port(network(service), containerPort);
  }

  /** Where a port of this machine is, as services in its network see it. */
  int hostPort(int port) {
    return port(THIS_MACHINE, port);
  }

  private synchronized int port(String name, int containerPort) {
    return ports.computeIfAbsent(name + ":" + containerPort, key -> free());
  }

  private static int free() {
    try {
      int port = FreePort.find();
      return port > 9999 ? port : free();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String network(Service service) {
    return service.networkMode().equals("host") ? THIS_MACHINE : service.name();
  }

  /** A text of a service's, with all addresses as they are here. */
  String rewrite(Service service, String text) {
    if (text.equals("0.0.0.0")) {
      return HOST;
    }
    for (PublishedPort published : service.ports()) {
      if (text.equals(Integer.toString(published.containerPort()))) {
        return Integer.toString(port(service, published.containerPort()));
      }
    }
    return address
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(rewritten(service, match)));
  }

  private String rewritten(Service service, MatchResult match) {
    String name = match.group(1);
    boolean own = name == null || name.equals("localhost") || Character.isDigit(name.charAt(0));
    int port = port(own ? network(service) : name, Integer.parseInt(match.group(3)));
    return HOST + (match.group(2) == null ? ":" : match.group(2)) + port;
  }
}
