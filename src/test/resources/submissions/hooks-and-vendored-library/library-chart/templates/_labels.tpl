{{- define "library-chart.labels" -}}
app: {{ .Values.name }}
{{- end }}
