package org.allmende.web.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A path of this portal with its query parameters, from which neighbouring addresses are made:
/// with a filter more, with one less, on another page. Never changed, only copied.
public final class Address {

  private final String path;
  private final Map<String, List<String>> parameters;

  private Address(String path, Map<String, List<String>> parameters) {
    this.path = path;
    this.parameters = parameters;
  }

  /// A path without parameters.
  public static Address of(String path) {
    return new Address(path, Map.of());
  }

  /// A path with the parameters of a request.
  public static Address of(String path, Map<String, String[]> parameters) {
    var copy = new LinkedHashMap<String, List<String>>();
    parameters.forEach((name, values) -> copy.put(name, List.of(values)));
    return new Address(path, copy);
  }

  /// The path alone.
  public String path() {
    return path;
  }

  /// All parameters that have a value, in their order.
  public List<Map.Entry<String, String>> parameters() {
    return parameters.entrySet().stream()
        .flatMap(one -> one.getValue().stream().map(value -> Map.entry(one.getKey(), value)))
        .filter(one -> !one.getValue().isEmpty())
        .toList();
  }

  /// The first value of a parameter; empty where it has none.
  public String value(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /// Whether a parameter has a value.
  public boolean has(String name, String value) {
    return parameters.getOrDefault(name, List.of()).contains(value);
  }

  /// The same with one value for a parameter; an empty value removes the parameter.
  public Address with(String name, String value) {
    var copy = new LinkedHashMap<>(parameters);
    if (value.isEmpty()) {
      copy.remove(name);
    } else {
      copy.put(name, List.of(value));
    }
    return new Address(path, copy);
  }

  /// The same without a parameter.
  public Address without(String name) {
    return with(name, "");
  }

  /// The same with a value more.
  public Address plus(String name, String value) {
    var copy = new LinkedHashMap<>(parameters);
    var values = new ArrayList<>(copy.getOrDefault(name, List.of()));
    values.add(value);
    copy.put(name, values);
    return new Address(path, copy);
  }

  /// The same without one of a parameter's values.
  public Address minus(String name, String value) {
    var copy = new LinkedHashMap<>(parameters);
    var values = new ArrayList<>(copy.getOrDefault(name, List.of()));
    values.removeIf(value::equals);
    if (values.isEmpty()) {
      copy.remove(name);
    } else {
      copy.put(name, values);
    }
    return new Address(path, copy);
  }

  /// The same parameters at another path.
  public Address at(String other) {
    return new Address(other, parameters);
  }

  @Override
  public String toString() {
    var text = new StringBuilder(path);
    char separator = '?';
    for (var parameter : parameters.entrySet()) {
      for (String value : parameter.getValue()) {
        if (!value.isEmpty()) {
          text.append(separator).append(encode(parameter.getKey())).append('=');
          text.append(encode(value));
          separator = '&';
        }
      }
    }
    return text.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
