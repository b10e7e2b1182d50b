package org.allmende.search;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/// Hands terms that are made already to the index.
///
/// @param <T> a term with what is said of it
final class TermStream<T> extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final Collection<T> terms;
  private Consumer<T> say = _ -> {};
  private Iterator<T> rest;

  private TermStream(Collection<T> terms) {
    this.terms = terms;
    this.rest = terms.iterator();
  }

  /// A term and what stands in place of its frequency, 1 at least.
  record Weighed(String text, int weight) {}

  /// The terms of a text in their order.
  static TermStream<Terms.Term> of(List<Terms.Term> terms) {
    var stream = new TermStream<Terms.Term>(terms);
    var place = stream.addAttribute(PositionIncrementAttribute.class);
    stream.say =
        next -> {
          stream.term.append(next.text());
          place.setPositionIncrement(next.next() ? 1 : 0);
        };
    return stream;
  }

  /// Terms without an order, each once.
  static TermStream<String> set(Collection<String> terms) {
    var stream = new TermStream<String>(terms);
    stream.say = stream.term::append;
    return stream;
  }

  /// Terms without an order, each once and with a weight.
  static TermStream<Weighed> weighed(List<Weighed> terms) {
    var stream = new TermStream<Weighed>(terms);
    var weight = stream.addAttribute(TermFrequencyAttribute.class);
    stream.say =
        next -> {
          stream.term.append(next.text());
          weight.setTermFrequency(next.weight());
        };
    return stream;
  }

  @Override
  public boolean incrementToken() {
    if (!rest.hasNext()) {
      return false;
    }
    clearAttributes();
    say.accept(rest.next());
    return true;
  }

  @Override
  public void reset() {
    rest = terms.iterator();
  }
}
