"""Cases (办件): from the window's registration to the decision and the certificate in the citizen's hands."""
