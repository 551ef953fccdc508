"""The register: what is known of each editorial intervention, and where it stands."""
