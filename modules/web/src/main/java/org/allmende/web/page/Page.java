package org.allmende.web.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What every page needs to know besides its content.
///
/// @param words the language it is written in
/// @param address where it is, with its parameters
/// @param languageSaid whether the address says the language, so that links have to carry it on
/// @param portal who runs the portal
/// @param assets where style sheets and icons are, without a slash at the end
/// @param twins the same thing for machines
/// @param signs whether the portal has something to say in sign language
/// @param house whose page it is
/// @param visitor the name of the token somebody signed in with; null for readers
public record Page(
    Words words,
    Address address,
    boolean languageSaid,
    Portal portal,
    String assets,
    List<Twin> twins,
    boolean signs,
    House house,
    @Nullable String visitor) {

  public Page {
    twins = List.copyOf(twins);
  }

  /// Who runs the portal.
  ///
  /// @param base its public address
  /// @param name such as `Allmende`
  /// @param claim one line below the name; empty for the usual one
  public record Portal(String base, String name, String claim) {}

  /// The same thing in another form.
  ///
  /// @param href where
  /// @param type its media type
  public record Twin(String href, String type) {}

  /// Whose page it is: a tenant's, or the portal's.
  ///
  /// @param slug the tenant's; empty for the portal
  /// @param name the tenant's
  /// @param sheet the address of a style sheet with its colours; empty for those of the portal
  /// @param crest the address of its crest; empty where it has none
  /// @param atHome whether it is shown at the tenant's own domain
  public record House(String slug, String name, String sheet, String crest, boolean atHome) {

    public static final House PORTAL = new House("", "", "", "", false);
  }

  /// The same page with machine twins.
  public Page withTwins(List<Twin> others) {
    return new Page(words, address, languageSaid, portal, assets, others, signs, house, visitor);
  }

  /// The same page as that of a tenant.
  public Page of(House other) {
    return new Page(words, address, languageSaid, portal, assets, twins, signs, other, visitor);
  }

  /// The same page as if it stood elsewhere: where a form that came back can be opened again.
  public Page at(String path) {
    return at(Address.of(path));
  }

  /// The same page at another address.
  public Page at(Address other) {
    return new Page(words, other, languageSaid, portal, assets, twins, signs, house, visitor);
  }

  /// Where the page is at the portal itself, for one that is shown at a tenant's domain; empty for
  /// others.
  public String canonical() {
    return house.atHome() ? portal.base() + address : "";
  }

  /// What the same content differs by: the language, and whose page it is.
  public String variant() {
    return house.equals(House.PORTAL)
        ? language()
        : language() + "-" + Integer.toHexString(house.hashCode());
  }

  /// The language's tag.
  public String language() {
    return words.language();
  }

  /// The language of what datasets are called and what lists say of them, which is German, where
  /// the page is in another; null where it is not.
  public @Nullable String ofData() {
    return language().equals("de") ? null : "de";
  }

  /// The other language's tag.
  public String otherLanguage() {
    return language().equals("de") ? "en" : "de";
  }

  /// This page in the other language.
  public String inOtherLanguage() {
    return address.with("lang", otherLanguage()).toString();
  }

  /// A link to a path of the portal, with or without parameters and a place on the page.
  public String to(String path) {
    if (!languageSaid) {
      return path;
    }
    int place = path.indexOf('#');
    String whole = place < 0 ? path : path.substring(0, place);
    String language = (whole.contains("?") ? "&" : "?") + "lang=" + language();
    return whole + language + path.substring(whole.length());
  }

  /// Where an asset is.
  public String asset(String name) {
    return assets + "/" + name;
  }

  /// The first part of the path, which says what chapter of the portal this is.
  public boolean isBelow(String path) {
    return address.path().equals(path) || address.path().startsWith(path + "/");
  }
}
