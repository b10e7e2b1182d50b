package org.allmende.web;

import org.allmende.catalog.accounts.Passwords;

/// Quick, and as good as any where nothing is guessed.
public final class QuickPasswords implements Passwords {

  @Override
  public String hash(String password) {
    return new StringBuilder(password).reverse().toString();
  }

  @Override
  public boolean matches(String password, String hash) {
    return hash(password).equals(hash);
  }

  @Override
  public void pretend(String password) {}

  @Override
  public boolean isOutdated(String hash) {
    return false;
  }
}
