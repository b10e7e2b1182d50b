package org.allmende.search;

import java.util.Map;

/// What makes a hit stand where it stands: every weight of the search, with its reason.
///
/// The score of a word is that of the field where it says most (BM25, Robertson and Zaragoza 2009),
/// plus a little of the others; the score of a hit is the sum over its words, times a little for
/// what the dataset is worth apart from the question.
public final class Ranking {

  /// A title is chosen by somebody to say what a dataset is; keywords too, but they are often
  /// generous; a description mentions many things; what lies around it is only a hint, and a word
  /// in its rows says least.
  static final Map<String, Float> FIELDS =
      Map.of(
          Fields.TITLE, 4f,
          Fields.KEYWORD, 2f,
          Fields.DESCRIPTION, 1f,
          Fields.CONTEXT, 0.5f,
          Fields.DATA, 0.15f);

  /// How much the length of a text counts against it; in titles less, for a long title is still
  /// about its words.
  public static final Map<String, Float> LENGTH =
      Map.of(
          Fields.TITLE, 0.5f,
          Fields.KEYWORD, 0.5f,
          Fields.DESCRIPTION, 0.6f,
          Fields.CONTEXT, 0.6f);

  /// How many words such a text usually has. Fixed, so that what a dataset is about does not depend
  /// on the others.
  static final Map<String, Float> USUAL =
      Map.of(
          Fields.TITLE, 6f,
          Fields.KEYWORD, 8f,
          Fields.DESCRIPTION, 40f,
          Fields.CONTEXT, 30f);

  /// What the fields say apart from the one that says most.
  static final float OTHER_FIELDS = 0.25f;

  /// The word as it is typed.
  static final float EXACT = 1f;

  /// The word in another number or case.
  static final float STEM = 0.95f;

  /// A compound that ends in the word: a `Straßenbaum` is a tree.
  static final float HEAD = 0.75f;

  /// A compound that begins with it: a `Baumkataster` has to do with trees.
  static final float MODIFIER = 0.6f;

  /// Another name of the same.
  static final float SYNONYM = 0.75f;

  /// Something that belongs to it.
  static final float RELATED = 0.3f;

  /// An English name.
  static final float FOREIGN = 0.6f;

  /// The parts of a compound that was asked for, all of them, anywhere in the dataset.
  static final float PARTS = 0.4f;

  /// The compound without its first words: `Spielplatz` for `Kinderspielplatz`.
  static final float TAIL = 0.5f;

  /// A word that begins with what was typed.
  static final float PREFIX = 0.7f;

  /// Words that were typed stand together in the title.
  static final float TOGETHER = 2f;

  /// The title is what was typed.
  static final float WHOLE_TITLE = 20f;

  /// A place, year or format that was asked for outweighs a better match of the topic elsewhere.
  static final float PLACE = 12f;

  static final float YEAR = 8f;
  static final float FORMAT = 5f;

  /// As long as a condition leaves so many hits, two pages, it is one; below, it only ranks, for
  /// somebody who finds little in his town wants to see what others have.
  static final int ENOUGH = 20;

  /// Where so much has the words that were asked for, nobody gets to what is only akin, even if the
  /// place or the year is met by few.
  static final int PLENTY = 100;

  /// What is only akin to the question ranks below everything that answers it, and is shown only
  /// where that fills less than two pages.
  static final float AKIN = 0.03f;

  /// A word that leads to more than this is too common to make anything akin.
  static final int FEW_AKIN = 60;

  /// So many of the best answers tell what keeps company with them,
  static final int BEST = 5;

  /// which stands below what has a word of the question.
  static final float COMPANY = 0.2f;

  /// What the vague words of a question add.
  static final float EXTRA = 0.2f;

  /// What a complete description adds at most, and a fresh one.
  public static final double STANDING = 0.06;

  public static final double FRESHNESS = 0.04;

  /// In so many days half of the freshness is gone.
  public static final double HALF_LIFE = 730;

  private Ranking() {}

  /// Of so many words, so many have to be found: all of two, most of many.
  static int required(int words) {
    return words <= 2 ? words : words == 3 ? 2 : (int) Math.ceil(words * 0.6);
  }
}
