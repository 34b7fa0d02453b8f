"""The figures of an independent study of service-public.fr, part by part, each held against what « limpide import » writes."""
