package org.allmende.sparql.columns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/// The dictionary: every term has a number, from 0, and keeps it. It only grows, by one writer,
/// while many read. Terms lie as bytes ([TermBytes]) in one mapped file, their places in another,
/// and a hash table leads from bytes to numbers.
///
/// What a crash leaves behind the last saved number is written over; a table may point there and
/// does no harm, since every hit is compared.
final class Terms {

  /// No such term.
  static final int NONE = -1;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final int BLOB_SHIFT = 22;
  private static final int PLACE_SHIFT = 20;
  private static final int CACHE = 1 << 16;

  /// Places are kept in units of four bytes, so that 16 GB of terms have one.
  private static final int UNIT = 2;

  private record Cached(int id, Node node) {}

  private final Arena arena = Arena.ofShared();
  private final Users users = new Users(this::close);
  private final Path folder;
  private final Chunks blob;
  private final Chunks places;
  private final long seed;
  private final TermBytes bytes = new TermBytes(this);
  private final AtomicReferenceArray<@Nullable Cached> cache = new AtomicReferenceArray<>(CACHE);
  private volatile HashTable table;
  private volatile int size;
  private volatile long end;

  private Terms(Path folder, long seed, HashTable table, int size, long end) throws IOException {
    this.folder = folder;
    this.blob = new Chunks(folder.resolve("terms"), BLOB_SHIFT, arena);
    this.places = new Chunks(folder.resolve("places"), PLACE_SHIFT, arena);
    this.seed = seed;
    this.table = table;
    this.size = size;
    this.end = end;
  }

  /// @param seed drawn at random, so that nobody can choose terms that collide
  static Terms create(Path folder, long seed) throws IOException {
    return new Terms(folder, seed, HashTable.create(1 << 12), 0, 0);
  }

  /// Opens a saved dictionary.
  ///
  /// @param size numbers given
  /// @param end bytes of terms
  static Terms open(Path folder, long seed, Path table, int size, long end) throws IOException {
    return new Terms(folder, seed, HashTable.open(table, size), size, end);
  }

  int size() {
    return size;
  }

  /// Bytes of terms.
  long end() {
    return end;
  }

  long seed() {
    return seed;
  }

  Path folder() {
    return folder;
  }

  Path blobFile() {
    return blob.file();
  }

  Path placesFile() {
    return places.file();
  }

  /// The number of a concrete term, or [#NONE].
  int find(Node node) {
    byte[] term = bytes.of(node, this::find);
    return term == null ? NONE : find(term, hash(term));
  }

  private int find(byte[] term, long hash) {
    HashTable now = table;
    int known = size;
    for (int slot = now.first(hash); ; slot = now.next(slot)) {
      long entry = now.get(slot);
      if (entry == 0) {
        return NONE;
      }
      int id = HashTable.id(entry);
      if (HashTable.fits(entry, hash) && id < known && same(id, term)) {
        return id;
      }
    }
  }

  /// The number of a term, a new one if it has none.
  int add(Node node) {
    byte[] term = bytes.of(node, this::add);
    if (term == null) {
      throw new IllegalArgumentException("not a term: " + node);
    }
    long hash = hash(term);
    int known = find(term, hash);
    return known == NONE ? append(term, hash) : known;
  }

  private int append(byte[] term, long hash) {
    int id = size;
    int header = lengthOfLength(term.length);
    long place = blob.room((end + 3) & -4L, header + term.length);
    if (place >>> UNIT > 0xFFFFFFFFL) {
      throw new IllegalStateException("more than 16 GB of terms");
    }
    MemorySegment chunk = blob.at(place);
    long at = writeLength(chunk, blob.within(place), term.length);
    MemorySegment.copy(term, 0, chunk, ValueLayout.JAVA_BYTE, at, term.length);
    long slot = places.room((long) id << 2, 4);
    places.at(slot).set(INT, places.within(slot), (int) (place >>> UNIT));
    end = place + header + term.length;
    size = id + 1;
    table = table.with(id, hash);
    return id;
  }

  private boolean same(int id, byte[] term) {
    long place = place(id);
    MemorySegment chunk = blob.at(place);
    long at = blob.within(place);
    int length = length(chunk, at);
    if (length != term.length) {
      return false;
    }
    long from = at + lengthOfLength(length);
    return MemorySegment.mismatch(
            chunk, from, from + length, MemorySegment.ofArray(term), 0, length)
        < 0;
  }

  /// The term a number stands for.
  Node node(int id) {
    Cached cached = cache.get(id & (CACHE - 1));
    if (cached != null && cached.id == id) {
      return cached.node;
    }
    Node node = bytes.node(bytesOf(id));
    cache.set(id & (CACHE - 1), new Cached(id, node));
    return node;
  }

  /// The bytes of a term.
  byte[] bytesOf(int id) {
    long place = place(id);
    MemorySegment chunk = blob.at(place);
    long at = blob.within(place);
    byte[] term = new byte[length(chunk, at)];
    MemorySegment.copy(
        chunk, ValueLayout.JAVA_BYTE, at + lengthOfLength(term.length), term, 0, term.length);
    return term;
  }

  /// The text of an IRI or a literal; null for others.
  ///
  /// @param string whether only a string will do, with a language or without
  @Nullable String text(int id, boolean string) {
    return TermBytes.text(bytesOf(id), string);
  }

  /// What kind of term a number stands for, without reading it whole.
  byte kind(int id) {
    long place = place(id);
    MemorySegment chunk = blob.at(place);
    long at = blob.within(place);
    return chunk.get(ValueLayout.JAVA_BYTE, at + lengthOfLength(length(chunk, at)));
  }

  /// How two terms of the same kind stand to each other in ORDER BY, told from their bytes; 0 when
  /// bytes do not tell.
  int compare(int a, int b) {
    long placeA = place(a);
    long placeB = place(b);
    MemorySegment chunkA = blob.at(placeA);
    MemorySegment chunkB = blob.at(placeB);
    long atA = blob.within(placeA);
    long atB = blob.within(placeB);
    int lengthA = length(chunkA, atA);
    int lengthB = length(chunkB, atB);
    return ByteOrders.compare(
        chunkA,
        atA + lengthOfLength(lengthA),
        lengthA,
        chunkB,
        atB + lengthOfLength(lengthB),
        lengthB,
        this);
  }

  /// Whether a datatype's values, in their usual form, are in the order of their bytes.
  boolean ordersByBytes(int datatype) {
    return bytes.isDate(datatype);
  }

  private long place(int id) {
    long slot = (long) id << 2;
    return (places.at(slot).get(INT, places.within(slot)) & 0xFFFFFFFFL) << UNIT;
  }

  private static int lengthOfLength(int length) {
    return length < 0x80
        ? 1
        : length < 0x4000 ? 2 : length < 0x200000 ? 3 : length < 0x10000000 ? 4 : 5;
  }

  private static long writeLength(MemorySegment chunk, long at, int length) {
    long place = at;
    int rest = length;
    for (; rest >= 0x80; rest >>>= 7) {
      chunk.set(ValueLayout.JAVA_BYTE, place++, (byte) (rest | 0x80));
    }
    chunk.set(ValueLayout.JAVA_BYTE, place++, (byte) rest);
    return place;
  }

  private static int length(MemorySegment chunk, long at) {
    int length = 0;
    int shift = 0;
    for (long place = at; ; place++, shift += 7) {
      byte next = chunk.get(ValueLayout.JAVA_BYTE, place);
      length |= (next & 0x7F) << shift;
      if (next >= 0) {
        return length;
      }
    }
  }

  private long hash(byte[] term) {
    return HashTable.hash(seed, term);
  }

  /// Forces everything but the table to the disk.
  void force() {
    blob.force();
    places.force();
  }

  /// Writes the table into a file.
  void saveTable(Path file) throws IOException {
    table.save(file);
  }

  Users users() {
    return users;
  }

  private void close() {
    blob.close();
    places.close();
    arena.close();
  }
}
