{{- define "app-python.pod" -}}
metadata:
  labels:
    app: app-python
spec:
  containers:
    - name: app
      image: {{ .Values.image }}
      ports:
        - name: http
          containerPort: 5000
      livenessProbe:
        httpGet:
          path: /health
          port: http
        periodSeconds: 2
      readinessProbe:
        httpGet:
          path: /ready
          port: http
        periodSeconds: 2
      {{- if .Values.statefulset.enabled }}
      volumeMounts:
        - name: data
          mountPath: /data
      {{- end }}
{{- end }}
