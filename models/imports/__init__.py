"""Reference data as CSV and XLSX: files into rows, rows into records, records into a difference, and back into a file."""
