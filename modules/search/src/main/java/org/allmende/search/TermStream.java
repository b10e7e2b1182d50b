package org.allmende.search;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/// Hands terms that are made already to the index.
abstract class TermStream extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  /// A term and what stands in place of its frequency, 1 at least.
  record Weighed(String text, int weight) {}

  /// The terms of a text in their order.
  static TermStream of(List<Terms.Term> terms) {
    return new Ordered(terms);
  }

  /// Terms without an order, each once.
  static TermStream set(Collection<String> terms) {
    return new Ordered(terms.stream().map(term -> new Terms.Term(term, true)).toList());
  }

  /// Terms without an order, each once and with a weight.
  static TermStream weighed(List<Weighed> terms) {
    return new WithWeights(terms);
  }

  final void say(String text) {
    clearAttributes();
    term.append(text);
  }

  private static final class Ordered extends TermStream {

    private final PositionIncrementAttribute place = addAttribute(PositionIncrementAttribute.class);
    private final List<Terms.Term> terms;
    private Iterator<Terms.Term> rest;

    Ordered(List<Terms.Term> terms) {
      this.terms = terms;
      this.rest = terms.iterator();
    }

    @Override
    public boolean incrementToken() {
      if (!rest.hasNext()) {
        return false;
      }
      Terms.Term next = rest.next();
      say(next.text());
      place.setPositionIncrement(next.next() ? 1 : 0);
      return true;
    }

    @Override
    public void reset() {
      rest = terms.iterator();
    }
  }

  private static final class WithWeights extends TermStream {

    private final TermFrequencyAttribute weight = addAttribute(TermFrequencyAttribute.class);
    private final List<Weighed> terms;
    private Iterator<Weighed> rest;

    WithWeights(List<Weighed> terms) {
      this.terms = terms;
      this.rest = terms.iterator();
    }

    @Override
    public boolean incrementToken() {
      if (!rest.hasNext()) {
        return false;
      }
      Weighed next = rest.next();
      say(next.text());
      weight.setTermFrequency(next.weight());
      return true;
    }

    @Override
    public void reset() {
      rest = terms.iterator();
    }
  }
}
